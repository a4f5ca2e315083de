-- How the catalogue is governed: lists by decision, change requests of units, targets and plans, deadlines of publication.
-- Written by the catalogue module alone. What a plan said is never changed: a new row with the next seq takes its place.

-- Dossiers by procedure, solving agency and month, counted from dossier_traffic by the job `traffic`: pages of managers do not
-- walk through all dossiers.
CREATE TABLE catalogue_traffic (
	procedure_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	agency_id BIGINT UNSIGNED NOT NULL,
	-- its first day
	month DATE NOT NULL,
	dossiers INT UNSIGNED NOT NULL,
	online INT UNSIGNED NOT NULL,
	counted_at DATETIME(6) NOT NULL,
	PRIMARY KEY (procedure_code, agency_id, month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What a plan demands. The row with the highest seq of a key is in force; without a value it was taken back.
CREATE TABLE catalogue_target (
	-- level_count, level_share (procedures at a level), online_share (dossiers), on_spot_share (procedures solved on the spot),
	-- form_share, process_share (procedures whose form or process is set up), busy_count (dossiers a year that make one busy)
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- full, online (full or partial), level_3 (3 and 4 of TT 32/2017), level_4; '' where the kind has no level
	level VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- province, district, commune; '': all
	tier VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- 0: all agencies of the tier
	agency_id BIGINT UNSIGNED NOT NULL,
	-- 1970-01-01: at any time
	due_on DATE NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	-- a number, or tenths of a percent; NULL: taken back
	value INT UNSIGNED NULL,
	-- the plan or the law that demands it
	source VARCHAR(255) NOT NULL,
	officer_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (kind, level, tier, agency_id, due_on, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

INSERT INTO catalogue_target (kind, level, tier, agency_id, due_on, seq, value, source, at) VALUES
	('on_spot_share', '', 'province', 0, '1970-01-01', 1, 200, 'TT 01/2018/TT-VPCP, Điều 13', NOW(6)),
	('on_spot_share', '', 'district', 0, '1970-01-01', 1, 500, 'TT 01/2018/TT-VPCP, Điều 13', NOW(6)),
	('on_spot_share', '', 'commune', 0, '1970-01-01', 1, 500, 'TT 01/2018/TT-VPCP, Điều 13', NOW(6)),
	('online_share', '', '', 0, '1970-01-01', 1, 150, 'Kế hoạch của Ủy ban nhân dân tỉnh', NOW(6)),
	('busy_count', '', '', 0, '1970-01-01', 1, 100, 'Kế hoạch của Ủy ban nhân dân tỉnh', NOW(6));

-- What is planned for one service, and the term that the law gives it. The highest seq holds.
CREATE TABLE service_plan (
	procedure_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	-- full, partial, information; '' : no level planned
	level VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	due_on DATE NULL,
	-- on the national portal
	integration_due DATE NULL,
	integrated_on DATE NULL,
	-- the longest term that the law allows, as its text says; '' : not entered
	law_term VARCHAR(64) NOT NULL,
	-- working_days, calendar_days
	law_count VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	law_source VARCHAR(255) NOT NULL,
	officer_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (procedure_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- A list of procedures by place of reception (or solved on the spot), issued by decision, anew every year.
CREATE TABLE catalogue_list (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- what pages and addresses call it by: DM-...
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- centre, counter, online, vertical, on_spot
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- of on_spot the agency that solves; 0: the whole province
	agency_id BIGINT UNSIGNED NOT NULL,
	year SMALLINT UNSIGNED NOT NULL,
	edition SMALLINT UNSIGNED NOT NULL,
	-- draft, issued
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	decision_no VARCHAR(120) NOT NULL DEFAULT '',
	decision_date DATE NULL,
	effective_from DATE NULL,
	drafted_by BIGINT UNSIGNED NOT NULL,
	drafted_at DATETIME(6) NOT NULL,
	issued_by BIGINT UNSIGNED NULL,
	issued_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY catalogue_list_code (code),
	UNIQUE KEY catalogue_list_edition (kind, agency_id, year, edition)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What the list names, in the words of the day on which it was drawn up.
CREATE TABLE catalogue_list_item (
	list_id BIGINT UNSIGNED NOT NULL,
	procedure_id BIGINT UNSIGNED NOT NULL,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(1000) NOT NULL,
	sector_name VARCHAR(255) NOT NULL,
	service_level VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	PRIMARY KEY (list_id, procedure_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- đề nghị sửa đổi, bổ sung, thay thế, bãi bỏ: what a unit asks of the office that controls procedures
CREATE TABLE catalogue_request (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- DN-...
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- NULL: of a procedure that is to come
	procedure_id BIGINT UNSIGNED NULL,
	procedure_name VARCHAR(1000) NOT NULL,
	agency_id BIGINT UNSIGNED NOT NULL,
	-- amend, add, replace, repeal
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	text VARCHAR(4000) NOT NULL,
	basis VARCHAR(1000) NOT NULL,
	-- the day of the text of law that changes it; NULL: not told
	known_on DATE NULL,
	-- waiting, accepted, refused, withdrawn
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	filed_at DATETIME(6) NOT NULL,
	filed_by BIGINT UNSIGNED NOT NULL,
	due_at DATETIME(6) NOT NULL,
	answered_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY catalogue_request_code (code),
	KEY catalogue_request_state (state, due_at, id),
	KEY catalogue_request_agency (agency_id, state, due_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE catalogue_request_event (
	request_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	-- file, accept, refuse, withdraw
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	at DATETIME(6) NOT NULL,
	officer_id BIGINT UNSIGNED NOT NULL,
	note VARCHAR(2000) NOT NULL,
	PRIMARY KEY (request_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- In how many working days from signature a decision must be public as data, and how long before it takes effect it must
-- be signed (NĐ 63/2010/NĐ-CP, Điều 15 and Điều 24 khoản 2, as amended by NĐ 92/2017/NĐ-CP).
CREATE TABLE publication_rule (
	-- ministry, province, fast (thủ tục rút gọn)
	track VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	valid_from DATE NOT NULL,
	valid_to DATE NULL,
	-- working days from signature
	public_days SMALLINT UNSIGNED NOT NULL,
	-- days before the day it takes effect; negative: so many days after
	before_days SMALLINT NOT NULL,
	source VARCHAR(255) NOT NULL,
	PRIMARY KEY (track, valid_from)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

INSERT INTO publication_rule (track, valid_from, public_days, before_days, source) VALUES
	('ministry', '2010-10-14', 10, 20, 'NĐ 63/2010/NĐ-CP, Điều 15, Điều 24 khoản 2'),
	('province', '2010-10-14', 5, 5, 'NĐ 63/2010/NĐ-CP, Điều 15, Điều 24 khoản 2'),
	('fast', '2010-10-14', 2, -3, 'NĐ 63/2010/NĐ-CP, Điều 15, Điều 24 khoản 2');

-- Decisions that do not go the province's ordinary way.
CREATE TABLE decision_track (
	decision_no VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	decision_date DATE NOT NULL,
	track VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	officer_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (decision_no, decision_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The first publication after a decision is looked up by its time.
ALTER TABLE publication ADD KEY publication_at (published_at);

-- Units that were reminded of forms and processes still to be set up.
CREATE TABLE catalogue_reminder (
	agency_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	officer_id BIGINT UNSIGNED NOT NULL,
	-- how many definitions were missing then
	missing INT UNSIGNED NOT NULL,
	PRIMARY KEY (agency_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
