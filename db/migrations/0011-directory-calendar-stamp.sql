-- A stamp for each calendar, never the same twice, renewed by whatever changes the calendar: programs keep what they made of a
-- calendar as long as its stamp stands. The database sets it, so that no writer can forget.
CREATE TABLE calendar_stamp (
	calendar_id BIGINT UNSIGNED NOT NULL,
	stamp BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (calendar_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

INSERT INTO calendar_stamp (calendar_id, stamp) SELECT id, UUID_SHORT() FROM calendar;

CREATE TRIGGER calendar_stamped_insert AFTER INSERT ON calendar FOR EACH ROW
INSERT INTO calendar_stamp VALUES (NEW.id, UUID_SHORT()) ON DUPLICATE KEY UPDATE stamp = VALUES(stamp);
CREATE TRIGGER calendar_stamped_update AFTER UPDATE ON calendar FOR EACH ROW
INSERT INTO calendar_stamp VALUES (NEW.id, UUID_SHORT()) ON DUPLICATE KEY UPDATE stamp = VALUES(stamp);
CREATE TRIGGER calendar_shift_stamped_insert AFTER INSERT ON calendar_shift FOR EACH ROW
INSERT INTO calendar_stamp VALUES (NEW.calendar_id, UUID_SHORT()) ON DUPLICATE KEY UPDATE stamp = VALUES(stamp);
CREATE TRIGGER calendar_shift_stamped_update AFTER UPDATE ON calendar_shift FOR EACH ROW
INSERT INTO calendar_stamp VALUES (NEW.calendar_id, UUID_SHORT()) ON DUPLICATE KEY UPDATE stamp = VALUES(stamp);
CREATE TRIGGER calendar_shift_stamped_delete AFTER DELETE ON calendar_shift FOR EACH ROW
INSERT INTO calendar_stamp VALUES (OLD.calendar_id, UUID_SHORT()) ON DUPLICATE KEY UPDATE stamp = VALUES(stamp);
CREATE TRIGGER calendar_exception_stamped_insert AFTER INSERT ON calendar_exception FOR EACH ROW
INSERT INTO calendar_stamp VALUES (NEW.calendar_id, UUID_SHORT()) ON DUPLICATE KEY UPDATE stamp = VALUES(stamp);
CREATE TRIGGER calendar_exception_stamped_update AFTER UPDATE ON calendar_exception FOR EACH ROW
INSERT INTO calendar_stamp VALUES (NEW.calendar_id, UUID_SHORT()) ON DUPLICATE KEY UPDATE stamp = VALUES(stamp);
CREATE TRIGGER calendar_exception_stamped_delete AFTER DELETE ON calendar_exception FOR EACH ROW
INSERT INTO calendar_stamp VALUES (OLD.calendar_id, UUID_SHORT()) ON DUPLICATE KEY UPDATE stamp = VALUES(stamp);
