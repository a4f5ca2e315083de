-- Shared lists of choices (danh mục dùng chung): peoples, countries, provinces, communes. Forms name them by code; what a list
-- says on a day follows from the days of its rows, which only ever end. Written by the catalogue alone.

CREATE TABLE choice_list (
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(255) NOT NULL,
	-- the list above: each of its choices has its own here
	parent_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	changed_at DATETIME(6) NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE choice_item (
	list_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	value VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	from_day DATE NOT NULL,
	-- the last day on which it can be chosen
	to_day DATE NULL,
	-- a choice of the list above, '' at the top
	parent VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	label VARCHAR(255) NOT NULL,
	-- in which people read them
	position INT UNSIGNED NOT NULL,
	PRIMARY KEY (list_code, value, from_day),
	KEY choice_item_below (list_code, parent, position, value, from_day, to_day),
	CONSTRAINT choice_item_list FOREIGN KEY (list_code) REFERENCES choice_list (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
