-- Why a number was looked at from the desk, and whose it was; nothing where the look needed no reason, or from before.
ALTER TABLE access_log ADD COLUMN reason TEXT;
ALTER TABLE access_log ADD COLUMN subject TEXT REFERENCES people (id);
CREATE INDEX access_log_person ON access_log (person, at) WHERE reason IS NOT NULL;
CREATE INDEX access_log_subject ON access_log (subject, at) WHERE subject IS NOT NULL;
