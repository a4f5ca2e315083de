-- Agencies through time: what they were called before, the operations that merge, split, rename and dissolve them, what
-- their public pages say, and what an offering has of its own.

-- What an agency was until a day: a dossier or page of an earlier day shows the name of that day, an old address leads on.
-- Written through libdomain's directory store.
CREATE TABLE agency_history (
	agency_id BIGINT UNSIGNED NOT NULL,
	-- the first day on which this was so no longer
	until_day DATE NOT NULL,
	code VARCHAR(35) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(255) NOT NULL,
	short_name VARCHAR(120) NOT NULL,
	slug VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	parent_id BIGINT UNSIGNED NULL,
	tier VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- the decision that changed it, '' for a correction
	decision VARCHAR(120) NOT NULL DEFAULT '',
	PRIMARY KEY (agency_id, until_day),
	KEY agency_history_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- One decision about agencies (sắp xếp cơ quan): planned, looked at in a dry run, ordered, applied on its day.
CREATE TABLE agency_operation (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	number VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- merge, split, rename, dissolve
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- planned, ordered, applied, cancelled
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	effective DATE NOT NULL,
	decision_no VARCHAR(120) NOT NULL,
	decision_date DATE NOT NULL,
	-- of a rename
	new_name VARCHAR(255) NULL,
	new_short_name VARCHAR(120) NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	ordered_by BIGINT UNSIGNED NULL,
	ordered_at DATETIME(6) NULL,
	applied_at DATETIME(6) NULL,
	-- JSON: how many offerings, officers, rights, dossiers ... it moved
	outcome VARCHAR(1000) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY agency_operation_number (number),
	KEY agency_operation_due (state, effective)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The agencies that end (of a rename: the one that is renamed) and those that take over.
CREATE TABLE agency_operation_part (
	operation_id BIGINT UNSIGNED NOT NULL,
	-- ends, succeeds
	side VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	agency_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (operation_id, side, agency_id),
	KEY agency_operation_part_agency (agency_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Where several take over: what goes to whom. item: the code of a procedure, officer or agency below, the filing number of
-- a dossier; '*': all others of that kind.
CREATE TABLE agency_operation_choice (
	operation_id BIGINT UNSIGNED NOT NULL,
	agency_id BIGINT UNSIGNED NOT NULL,
	-- procedure, officer, dossier, agency
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	item VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- NULL: every successor (of a procedure alone)
	successor_id BIGINT UNSIGNED NULL,
	PRIMARY KEY (operation_id, agency_id, kind, item)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Where an agency that was split leaves a procedure to one of its successors; without a row all of them have it.
CREATE TABLE agency_offering_move (
	agency_id BIGINT UNSIGNED NOT NULL,
	procedure_id BIGINT UNSIGNED NOT NULL,
	successor_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (agency_id, procedure_id),
	KEY agency_offering_move_successor (successor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

ALTER TABLE procedure_offering ADD KEY procedure_offering_solving (agency_solving_id);

-- What a tier, or one agency, has of its own in offering a procedure; NULL: as one step above says (the version itself last).
CREATE TABLE offering_setting (
	procedure_id BIGINT UNSIGNED NOT NULL,
	-- of a whole tier: its name and agency_id 0; of one agency: '' and its id
	tier VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	agency_id BIGINT UNSIGNED NOT NULL,
	online BOOLEAN NULL,
	hotline VARCHAR(60) NULL,
	note VARCHAR(500) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (procedure_id, tier, agency_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What the public page of an agency says besides its address (quy chế tiếp nhận, lãnh đạo phụ trách, chỉ đường).
CREATE TABLE agency_page (
	agency_id BIGINT UNSIGNED NOT NULL,
	regulation MEDIUMTEXT NOT NULL,
	-- the regulation as it was issued, '' if it is not on the network
	regulation_url VARCHAR(500) NOT NULL DEFAULT '',
	directions VARCHAR(2000) NOT NULL DEFAULT '',
	leader_name VARCHAR(255) NOT NULL DEFAULT '',
	leader_position VARCHAR(255) NOT NULL DEFAULT '',
	leader_phone VARCHAR(20) NOT NULL DEFAULT '',
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (agency_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Who is at the counter, and who helps with filing online.
CREATE TABLE agency_contact (
	agency_id BIGINT UNSIGNED NOT NULL,
	-- counter, helper
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	name VARCHAR(255) NOT NULL,
	position VARCHAR(255) NOT NULL DEFAULT '',
	phone VARCHAR(20) NOT NULL DEFAULT '',
	PRIMARY KEY (agency_id, kind, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The offerings of a version as they are met today: each of its agencies by whoever answers for it now. A version says what
-- was decided and never changes; who took over from whom is another decision. An agency that took over from several stands
-- here once for each: readers group by it, and by the agency's own column, since MariaDB 10.11 may end a GROUP BY over one of a
-- recursive table with "Duplicate entry for key 'group_key'" (1062). `was_...`: as the version says.
CREATE VIEW offering_today AS
SELECT offering.procedure_version_id, version.procedure_id, offering.agency_receiving_id AS was_receiving_id,
	agency.id AS agency_receiving_id, solving.current_id AS agency_solving_id,
	consulted.current_id AS agency_consulted_id,
	COALESCE(own.online, whole.online, offering.online) AS online,
	COALESCE(own.hotline, whole.hotline, '') AS hotline, COALESCE(own.note, whole.note, '') AS note
FROM procedure_offering offering
JOIN procedure_version version ON version.id = offering.procedure_version_id
JOIN agency_current receiving ON receiving.agency_id = offering.agency_receiving_id
JOIN agency_current solving ON solving.agency_id = offering.agency_solving_id
JOIN agency ON agency.id = receiving.current_id
LEFT JOIN agency_current consulted ON consulted.agency_id = offering.agency_consulted_id
LEFT JOIN offering_setting own ON own.procedure_id = version.procedure_id AND own.tier = ''
	AND own.agency_id = receiving.current_id
LEFT JOIN offering_setting whole ON whole.procedure_id = version.procedure_id AND whole.tier = agency.tier
	AND whole.agency_id = 0
LEFT JOIN agency_offering_move received ON received.agency_id = offering.agency_receiving_id
	AND received.procedure_id = version.procedure_id
LEFT JOIN agency_offering_move solved ON solved.agency_id = offering.agency_solving_id
	AND solved.procedure_id = version.procedure_id
WHERE (offering.agency_receiving_id <> offering.agency_solving_id OR receiving.current_id = solving.current_id)
	AND (received.successor_id IS NULL OR EXISTS (SELECT 1 FROM agency_current chosen
		WHERE chosen.agency_id = received.successor_id AND chosen.current_id = receiving.current_id))
	AND (solved.successor_id IS NULL OR EXISTS (SELECT 1 FROM agency_current chosen
		WHERE chosen.agency_id = solved.successor_id AND chosen.current_id = solving.current_id));

-- The open dossiers of agencies that end by an operation; a branch for each of the two indexes that find them. Who received a
-- dossier stays who received it: only what was not accepted yet is received by the successor.
CREATE VIEW agency_dossier_ending AS
SELECT ending.operation_id, ending.agency_id AS from_id, dossier.id AS dossier_id
FROM agency_operation_part ending JOIN dossier ON dossier.agency_solving_id = ending.agency_id
	AND dossier.state IN ('submitted', 'intake_supplement', 'intake_fee_due', 'received', 'in_progress', 'supplement_due',
		'fee_due', 'stopped', 'decided')
WHERE ending.side = 'ends'
UNION ALL
SELECT ending.operation_id, ending.agency_id, dossier.id
FROM agency_operation_part ending JOIN dossier ON dossier.agency_receiving_id = ending.agency_id
	AND dossier.state IN ('submitted', 'intake_supplement', 'intake_fee_due')
	AND dossier.agency_solving_id <> ending.agency_id
WHERE ending.side = 'ends';

-- The same with who answers for each from then on (NULL: nobody was chosen). One view for the dry run and for the job that
-- moves them: a dossier that was moved is here no longer.
CREATE VIEW agency_dossier_move AS
SELECT operation.id AS operation_id, operation.number AS operation, operation.state AS operation_state, operation.decision_no,
	ending.from_id, dossier.id AS dossier_id, dossier.filing_number, dossier.procedure_code, dossier.state,
	COALESCE(
		(SELECT choice.successor_id FROM agency_operation_choice choice WHERE choice.operation_id = operation.id
			AND choice.agency_id = ending.from_id AND choice.kind = 'dossier' AND choice.item = dossier.filing_number),
		(SELECT choice.successor_id FROM agency_operation_choice choice WHERE choice.operation_id = operation.id
			AND choice.agency_id = ending.from_id AND choice.kind = 'procedure' AND choice.item = dossier.procedure_code),
		(SELECT choice.successor_id FROM agency_operation_choice choice WHERE choice.operation_id = operation.id
			AND choice.agency_id = ending.from_id AND choice.kind = 'dossier' AND choice.item = '*'),
		(SELECT sole.agency_id FROM agency_operation_part sole WHERE sole.operation_id = operation.id
			AND sole.side = 'succeeds' AND NOT EXISTS (SELECT 1 FROM agency_operation_part more
				WHERE more.operation_id = operation.id AND more.side = 'succeeds'
				AND more.agency_id <> sole.agency_id))) AS to_id
FROM agency_operation operation
JOIN agency_dossier_ending ending ON ending.operation_id = operation.id
JOIN dossier ON dossier.id = ending.dossier_id
WHERE operation.kind <> 'rename';
