-- The steps of a dossier's process as its applicant may see them: what and when, not who and not a word of what was noted.
CREATE VIEW dossier_step AS
SELECT dossier_id, id AS seq, step_id, name, opened_at, closed_at FROM task;
