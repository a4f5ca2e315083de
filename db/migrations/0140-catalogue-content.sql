-- What the office tells citizens besides the procedures: news and guides, public questions and answers, notices of
-- interruptions. Texts are CommonMark without raw HTML (modules/catalogue/content/markup.h).

CREATE TABLE content_article (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- news, guide
	kind VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	slug VARCHAR(160) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	title VARCHAR(300) NOT NULL,
	summary VARCHAR(1000) NOT NULL,
	body MEDIUMTEXT NOT NULL,
	-- shown as a link, never embedded; '' if none
	video_url VARCHAR(500) NOT NULL DEFAULT '',
	-- whose drafters may write it; NULL: the province's
	agency_id BIGINT UNSIGNED NULL,
	-- shown from the first to the last of these days; NULL: without a bound
	show_from DATE NULL,
	show_to DATE NULL,
	-- draft, published
	state VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- true: whoever wrote it last does not publish it
	needs_reader BOOLEAN NOT NULL DEFAULT FALSE,
	edited_by BIGINT UNSIGNED NULL,
	created_at DATETIME(6) NOT NULL,
	updated_at DATETIME(6) NOT NULL,
	published_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY content_article_slug (slug),
	KEY content_article_kind (kind, state, published_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The procedures on whose pages it stands.
CREATE TABLE content_article_procedure (
	article_id BIGINT UNSIGNED NOT NULL,
	procedure_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (article_id, procedure_id),
	KEY content_article_procedure_item (procedure_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Asked by a citizen, or written by the office because it is asked often. Whatever names the asker is never published and
-- goes 30 days after the question was closed.
CREATE TABLE content_question (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- what the asker and the office call it by
	code VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- new, draft (an answer is being written), published, declined
	state VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- asked, office
	origin VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- as it was asked; NULL: written by the office, or forgotten
	asker_name VARCHAR(100) NULL,
	asker_contact VARCHAR(200) NULL,
	asked_text TEXT NULL,
	asked_at DATETIME(6) NOT NULL,
	-- the last day to answer; NULL: nobody waits
	due_on DATE NULL,
	-- as it is published, without anything personal; NULL until an answer is written
	slug VARCHAR(160) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	title VARCHAR(300) NOT NULL DEFAULT '',
	answer MEDIUMTEXT NOT NULL DEFAULT '',
	procedure_id BIGINT UNSIGNED NULL,
	agency_id BIGINT UNSIGNED NULL,
	decline_reason VARCHAR(500) NOT NULL DEFAULT '',
	edited_by BIGINT UNSIGNED NULL,
	updated_at DATETIME(6) NOT NULL,
	published_at DATETIME(6) NULL,
	closed_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY content_question_code (code),
	UNIQUE KEY content_question_slug (slug),
	KEY content_question_state (state, due_on),
	KEY content_question_procedure (procedure_id, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Interruptions: planned ones are told working days before (NĐ 224/2026 Điều 13), others say that they are urgent.
CREATE TABLE content_notice (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	code VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- planned, urgent
	kind VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- draft, published, withdrawn
	state VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	title VARCHAR(300) NOT NULL,
	-- which services do not work meanwhile
	services VARCHAR(500) NOT NULL,
	body MEDIUMTEXT NOT NULL,
	starts_at DATETIME(6) NOT NULL,
	-- when they are expected to work again
	ends_at DATETIME(6) NOT NULL,
	edited_by BIGINT UNSIGNED NULL,
	updated_at DATETIME(6) NOT NULL,
	published_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY content_notice_code (code),
	KEY content_notice_state (state, ends_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What happened to one of these: a line for each act, never changed.
CREATE TABLE content_act (
	-- article, question, notice
	owner VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	owner_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	-- create, edit, publish, withdraw, decline
	kind VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	at DATETIME(6) NOT NULL,
	officer_id BIGINT UNSIGNED NULL,
	-- title and text as they stood then
	title VARCHAR(300) NOT NULL,
	body MEDIUMTEXT NOT NULL,
	PRIMARY KEY (owner, owner_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
