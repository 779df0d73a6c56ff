-- The staff look for somebody by the whole name.
CREATE INDEX people_name ON people (name);
