-- Timers on open steps: what happens when the step's term has passed. One row per open step and timer of its definition.
-- fire_at moves when the legal clock stood still meanwhile; a timer whose step was done first ends unfired.
CREATE TABLE step_timer (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	task_id BIGINT UNSIGNED NOT NULL,
	dossier_id BIGINT UNSIGNED NOT NULL,
	-- id of the boundary event in the process with which the dossier was filed
	timer_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	fire_at DATETIME(6) NOT NULL,
	-- fired, or gone with its step
	done_at DATETIME(6) NULL,
	fired TINYINT UNSIGNED NOT NULL DEFAULT 0,
	PRIMARY KEY (id),
	UNIQUE KEY step_timer_once (task_id, timer_id),
	KEY step_timer_due (done_at, fire_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
