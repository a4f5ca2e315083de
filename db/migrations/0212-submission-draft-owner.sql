-- Whose draft it is and what for: what others must know before they do something for a draft on its owner's behalf.

CREATE VIEW draft_owner AS
	SELECT reference, account_id, state, procedure_code, procedure_name FROM draft;
