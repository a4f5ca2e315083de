-- The notice board (modules/example): what every visitor may read. Written by the example module alone.

CREATE TABLE example_notice (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- eight characters for its address
	reference VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	title VARCHAR(200) NOT NULL,
	body TEXT NOT NULL,
	published_at DATETIME(6) NOT NULL,
	-- officer.id
	published_by BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY example_notice_reference (reference),
	KEY example_notice_newest (published_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
