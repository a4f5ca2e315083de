-- The list of the back office asks for the newest version of every procedure that was not discarded: from this index alone.

CREATE INDEX procedure_version_newest ON procedure_version (procedure_id, version_no, state);
