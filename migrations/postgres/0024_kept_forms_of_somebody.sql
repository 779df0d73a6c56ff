-- What was typed waits in the browser, sealed. A row is only what is too long for that, and it is somebody's.
-- What waited until now is at most half an hour old, and nobody knows whose it is.
DROP TABLE kept_forms;
CREATE TABLE kept_forms (
  id TEXT COLLATE "C" PRIMARY KEY,
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  content TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX kept_forms_person ON kept_forms (person, created_at);
