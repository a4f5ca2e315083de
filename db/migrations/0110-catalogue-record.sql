-- The whole national record of a procedure (NĐ 63/2010 Điều 8 khoản 2; the packet LayThuTuc), and the life of a version
-- from the unit's draft to the list that is in force. A version's parts change only while it is a draft.

ALTER TABLE procedure_item
	-- the unit that drafts its versions; NULL: the office of the People's Committee
	ADD COLUMN owner_agency_id BIGINT UNSIGNED NULL,
	-- false: the national base lists it no more; it is switched off, never deleted
	ADD COLUMN listed BOOLEAN NOT NULL DEFAULT TRUE,
	-- dossiers are taken between these days alone; NULL: without a bound
	ADD COLUMN opens_on DATE NULL,
	ADD COLUMN closes_on DATE NULL,
	ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1;

-- procedure_version.state: draft, submitted (the unit sent it), controlled (the office checked it), published (decided, in
-- force between its dates), superseded. `returned` drafts are drafts again; what happened stands in procedure_review.
ALTER TABLE procedure_version
	-- province; ministry: run on a ministry's system, shown with a link, left out of the counts
	ADD COLUMN run_by VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'province',
	ADD COLUMN external_url VARCHAR(500) NOT NULL DEFAULT '',
	-- why it is not full (NĐ 224/2026 Điều 14): the reason must be published
	ADD COLUMN level_reason VARCHAR(500) NOT NULL DEFAULT '',
	ADD COLUMN audience_note VARCHAR(1000) NOT NULL DEFAULT '',
	-- sets of papers (số lượng hồ sơ)
	ADD COLUMN copies SMALLINT UNSIGNED NOT NULL DEFAULT 1,
	ADD COLUMN based_on_version_id BIGINT UNSIGNED NULL,
	ADD COLUMN drafted_by BIGINT UNSIGNED NULL,
	ADD COLUMN created_at DATETIME(6) NULL,
	ADD COLUMN updated_at DATETIME(6) NULL;

ALTER TABLE procedure_case
	-- the steps of this case alone (TRINHTUTHUCHIEN), one a line; '' : those of the version
	ADD COLUMN steps MEDIUMTEXT NOT NULL DEFAULT '';

ALTER TABLE procedure_channel
	-- what the source says beside the term and the fee (MOTA)
	ADD COLUMN note VARCHAR(2000) NOT NULL DEFAULT '',
	-- '' where no clock could be read from term_text: shown to people, no dossier is taken until a person sets it
	MODIFY COLUMN clock_policy VARCHAR(500) NOT NULL DEFAULT '';

ALTER TABLE procedure_requirement
	-- result codes that stand for this paper (MA_KQ_THAYTHE), comma separated
	ADD COLUMN result_codes VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	-- name of the form to fill in (TENMAUDON), '' if none
	ADD COLUMN template_name VARCHAR(500) NOT NULL DEFAULT '';

-- phí, lệ phí as the source states them; what is charged comes from the rule (DMN)
CREATE TABLE procedure_fee (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	case_no SMALLINT UNSIGNED NOT NULL,
	channel VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	-- phi, le_phi
	kind VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	name VARCHAR(500) NOT NULL,
	-- đồng; NULL: not a single amount
	amount BIGINT NULL,
	-- "bản", "hồ sơ", "%"
	unit VARCHAR(60) NOT NULL DEFAULT '',
	note VARCHAR(2000) NOT NULL DEFAULT '',
	PRIMARY KEY (procedure_version_id, case_no, channel, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE procedure_result (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	-- mã kết quả (KQ.G07.000122), '' if none
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	name VARCHAR(1000) NOT NULL,
	template_file VARCHAR(160) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	PRIMARY KEY (procedure_version_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- căn cứ pháp lý
CREATE TABLE procedure_basis (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	number VARCHAR(120) NOT NULL DEFAULT '',
	name VARCHAR(1000) NOT NULL,
	issued_on DATE NULL,
	effective_on DATE NULL,
	-- the day from which it is in force no more; NULL: in force
	expires_on DATE NULL,
	issuer VARCHAR(255) NOT NULL DEFAULT '',
	url VARCHAR(500) NOT NULL DEFAULT '',
	PRIMARY KEY (procedure_version_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Agencies as the record names them; who receives and solves here stands in procedure_offering.
CREATE TABLE procedure_agency (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	-- performing (COQUANTHUCHIEN), competent (COQUANCOTHAMQUYEN), delegated (COQUANDUOCUYQUYEN), cooperating (COQUANPHOIHOP),
	-- publishing (MACOQUANCONGBO)
	role VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	agency_id BIGINT UNSIGNED NULL,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	name VARCHAR(500) NOT NULL,
	PRIMARY KEY (procedure_version_id, role, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE procedure_relation (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	-- related (TTHCLIENQUAN), linked (TTHCLIENTHONG)
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	PRIMARY KEY (procedure_version_id, kind, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What happened to a version on its way: one line for each act, never changed.
CREATE TABLE procedure_review (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	-- create, edit, submit, return, control, decide, supersede
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	at DATETIME(6) NOT NULL,
	-- NULL: the system (a load, an import)
	officer_id BIGINT UNSIGNED NULL,
	note VARCHAR(2000) NOT NULL DEFAULT '',
	PRIMARY KEY (procedure_version_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Times in which no dossier is taken, by decision.
CREATE TABLE procedure_suspension (
	procedure_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	from_day DATE NOT NULL,
	-- the first day on which it is open again; NULL: until it is lifted
	to_day DATE NULL,
	reason VARCHAR(1000) NOT NULL,
	decision_no VARCHAR(120) NOT NULL DEFAULT '',
	officer_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (procedure_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
