-- Sessions end, however they are used; they are listed for those whose they are, with the kind of browser and the network (an
-- encrypted first half of its address). new_device says that the number had signed in before, and never there, and that no other
-- session has said since that it was its own.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN network TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN new_device BIGINT NOT NULL DEFAULT 0;

-- An account that is locked signs in nowhere.
ALTER TABLE people ADD COLUMN locked_at BIGINT;
ALTER TABLE people ADD COLUMN locked_by TEXT REFERENCES people (id);
