-- Who has looked for somebody by their whole name or number at a desk, and why: written before anything is shown. What
-- was sought is encrypted.
CREATE TABLE person_searches (
  community TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  id TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  sought TEXT COLLATE "C" NOT NULL,
  sought_hash TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (community, id)
);
CREATE INDEX person_searches_person ON person_searches (person, at);

-- Who was found.
CREATE TABLE person_search_hits (
  community TEXT COLLATE "C" NOT NULL,
  search TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  PRIMARY KEY (community, search, person),
  FOREIGN KEY (community, search) REFERENCES person_searches (community, id)
);
CREATE INDEX person_search_hits_person ON person_search_hits (person);

CREATE TRIGGER person_searches_append_only BEFORE UPDATE OR DELETE ON person_searches
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER person_searches_no_truncate BEFORE TRUNCATE ON person_searches
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER person_search_hits_append_only BEFORE UPDATE OR DELETE ON person_search_hits
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER person_search_hits_no_truncate BEFORE TRUNCATE ON person_search_hits
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
