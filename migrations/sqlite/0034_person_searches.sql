-- Who has looked for somebody by their whole name or number at a desk, and why: written before anything is shown. What
-- was sought is encrypted.
CREATE TABLE person_searches (
  community TEXT NOT NULL REFERENCES areas (code),
  id TEXT NOT NULL,
  person TEXT NOT NULL REFERENCES people (id),
  sought TEXT NOT NULL,
  sought_hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (community, id)
);
CREATE INDEX person_searches_person ON person_searches (person, at);

-- Who was found.
CREATE TABLE person_search_hits (
  community TEXT NOT NULL,
  search TEXT NOT NULL,
  person TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (community, search, person),
  FOREIGN KEY (community, search) REFERENCES person_searches (community, id)
);
CREATE INDEX person_search_hits_person ON person_search_hits (person);

CREATE TRIGGER person_searches_no_update BEFORE UPDATE ON person_searches
BEGIN SELECT RAISE(ABORT, 'person_searches is append-only'); END;
CREATE TRIGGER person_searches_no_delete BEFORE DELETE ON person_searches
BEGIN SELECT RAISE(ABORT, 'person_searches is append-only'); END;
CREATE TRIGGER person_searches_no_replace BEFORE INSERT ON person_searches
WHEN EXISTS (SELECT 1 FROM person_searches WHERE rowid = NEW.rowid
  OR (community = NEW.community AND id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'person_searches is append-only'); END;

CREATE TRIGGER person_search_hits_no_update BEFORE UPDATE ON person_search_hits
BEGIN SELECT RAISE(ABORT, 'person_search_hits is append-only'); END;
CREATE TRIGGER person_search_hits_no_delete BEFORE DELETE ON person_search_hits
BEGIN SELECT RAISE(ABORT, 'person_search_hits is append-only'); END;
CREATE TRIGGER person_search_hits_no_replace BEFORE INSERT ON person_search_hits
WHEN EXISTS (SELECT 1 FROM person_search_hits WHERE rowid = NEW.rowid
  OR (community = NEW.community AND search = NEW.search AND person = NEW.person))
BEGIN SELECT RAISE(ABORT, 'person_search_hits is append-only'); END;
