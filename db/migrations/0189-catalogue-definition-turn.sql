-- Whatever decides what holds for a procedure goes one after the other (define/use_store): two definitions approved at the same
-- moment are each checked against what the other has just become. One row, counted on; what it counts means nothing.
CREATE TABLE definition_turn (
	id TINYINT UNSIGNED NOT NULL,
	taken BIGINT UNSIGNED NOT NULL DEFAULT 0,
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

INSERT INTO definition_turn (id, taken) VALUES (1, 0);
