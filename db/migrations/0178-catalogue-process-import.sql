-- Lists of steps brought in from files: who brought what, and the report of it, process by process and line by line. The processes
-- themselves are drafts of definitions.

CREATE TABLE process_import (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- what people see of it
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	file_name VARCHAR(255) NOT NULL,
	officer_id BIGINT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	-- JSON, as process_design/process_import.h says
	report MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY process_import_code (code),
	KEY process_import_officer (officer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
