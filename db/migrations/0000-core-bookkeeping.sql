-- What `dvcctl migrate` itself needs: the record of migrations, and the lease so that two of them never run at once.
-- The only migration that runs before anything is recorded, so it must bear being run again. Never edit it.

CREATE TABLE IF NOT EXISTS core_migration (
	name VARCHAR(96) NOT NULL COMMENT 'file name without .sql',
	checksum BINARY(32) NOT NULL COMMENT 'SHA-256 of the file',
	statements INT NOT NULL COMMENT 'how many the file has',
	done INT NOT NULL COMMENT 'how many of them are applied',
	started_at DATETIME(6) NOT NULL,
	finished_at DATETIME(6) NULL,
	PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS core_job_lease (
	job VARCHAR(64) NOT NULL COMMENT 'module.job, or dvcctl.migrate',
	holder VARCHAR(96) NOT NULL COMMENT 'host, process and a random part',
	until_at DATETIME(6) NOT NULL COMMENT 'after this anybody may take it',
	PRIMARY KEY (job)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
