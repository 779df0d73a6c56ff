-- Relatives whom somebody wants to order for again without typing: their name, phone and door, encrypted, until whoever
-- remembered them takes them off the list.
CREATE TABLE family (
  person TEXT NOT NULL REFERENCES people (id),
  id TEXT NOT NULL,
  contact TEXT NOT NULL,
  remembered_at BIGINT NOT NULL,
  PRIMARY KEY (person, id)
);
