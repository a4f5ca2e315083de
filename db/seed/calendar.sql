-- The working calendar of the sample province, 2015-2036: shifts of its offices, public holidays (Bộ luật Lao động 2019,
-- Điều 112), the days off and make-up days that the Prime Minister decided for 2025 and 2026, and from 2026 the holiday
-- of 24 November (Nghị quyết 28/2026/QH16). Later years: the holidays of fixed date only, until each year's notice comes.
INSERT IGNORE INTO calendar (code, name, valid_from, valid_to)
VALUES ('chung', 'Lịch làm việc chung của các cơ quan hành chính', '2015-01-01', '2036-12-31');

INSERT IGNORE INTO calendar_shift (calendar_id, weekday, from_minute, to_minute)
SELECT calendar.id, weekday.seq, shift.from_minute, shift.to_minute
FROM calendar
JOIN seq_1_to_5 weekday
JOIN (SELECT 450 AS from_minute, 690 AS to_minute UNION ALL SELECT 810, 1050) shift
WHERE calendar.code = 'chung';

-- Holidays of fixed date; 24 November from 2026 on.
INSERT IGNORE INTO calendar_exception (calendar_id, day, kind, pattern_weekday, reason)
SELECT calendar.id, STR_TO_DATE(CONCAT(years.seq, '-', fixed.day), '%Y-%m-%d'), 'off', NULL, fixed.reason
FROM calendar
JOIN seq_2015_to_2036 years
JOIN (
	SELECT '01-01' AS day, 'Tết Dương lịch' AS reason, 2015 AS since
	UNION ALL SELECT '04-30', 'Ngày Chiến thắng', 2015
	UNION ALL SELECT '05-01', 'Ngày Quốc tế lao động', 2015
	UNION ALL SELECT '09-02', 'Quốc khánh', 2015
	UNION ALL SELECT '11-24', 'Ngày Văn hóa Việt Nam', 2026
) fixed
WHERE calendar.code = 'chung' AND years.seq >= fixed.since;

INSERT IGNORE INTO calendar_exception (calendar_id, day, kind, pattern_weekday, reason)
SELECT calendar.id, noticed.day, noticed.kind, noticed.pattern_weekday, noticed.reason
FROM calendar
JOIN (
	SELECT DATE '2025-01-27' AS day, 'off' AS kind, NULL AS pattern_weekday, 'Tết Nguyên đán' AS reason
	UNION ALL SELECT DATE '2025-01-28', 'off', NULL, 'Tết Nguyên đán'
	UNION ALL SELECT DATE '2025-01-29', 'off', NULL, 'Tết Nguyên đán'
	UNION ALL SELECT DATE '2025-01-30', 'off', NULL, 'Tết Nguyên đán'
	UNION ALL SELECT DATE '2025-01-31', 'off', NULL, 'Tết Nguyên đán'
	UNION ALL SELECT DATE '2025-04-07', 'off', NULL, 'Giỗ Tổ Hùng Vương'
	UNION ALL SELECT DATE '2025-05-02', 'off', NULL, 'Nghỉ hoán đổi dịp 30/4 và 01/5'
	UNION ALL SELECT DATE '2025-04-26', 'worked', 5, 'Làm bù cho ngày 02/5'
	UNION ALL SELECT DATE '2025-09-01', 'off', NULL, 'Quốc khánh'
	UNION ALL SELECT DATE '2026-02-16', 'off', NULL, 'Tết Nguyên đán'
	UNION ALL SELECT DATE '2026-02-17', 'off', NULL, 'Tết Nguyên đán'
	UNION ALL SELECT DATE '2026-02-18', 'off', NULL, 'Tết Nguyên đán'
	UNION ALL SELECT DATE '2026-02-19', 'off', NULL, 'Tết Nguyên đán'
	UNION ALL SELECT DATE '2026-02-20', 'off', NULL, 'Tết Nguyên đán'
	UNION ALL SELECT DATE '2026-04-27', 'off', NULL, 'Nghỉ bù Giỗ Tổ Hùng Vương'
	UNION ALL SELECT DATE '2026-08-31', 'off', NULL, 'Nghỉ hoán đổi dịp Quốc khánh'
	UNION ALL SELECT DATE '2026-08-22', 'worked', 1, 'Làm bù cho ngày 31/8'
	UNION ALL SELECT DATE '2026-09-01', 'off', NULL, 'Quốc khánh'
) noticed
WHERE calendar.code = 'chung';
