-- Numbers of dossiers without anything of a person in them: what the catalogue counts busy procedures and online shares by.
CREATE VIEW dossier_traffic AS
SELECT procedure_code, agency_solving_id, CAST(DATE_FORMAT(filed_at + INTERVAL 7 HOUR, '%Y-%m-01') AS DATE) AS month,
	COUNT(*) AS dossiers, SUM(channel = 'online') AS online
FROM dossier
GROUP BY procedure_code, agency_solving_id, month;
