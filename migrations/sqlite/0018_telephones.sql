-- The number at which a community or an office answers. Every change stays; the newest row holds. An empty number
-- means that there is none any more; changed_by is NULL for a number that came with the table of areas.
CREATE TABLE telephones (
  area TEXT NOT NULL REFERENCES areas (code),
  changed_at BIGINT NOT NULL,
  number TEXT NOT NULL,
  changed_by TEXT REFERENCES people (id),
  PRIMARY KEY (area, changed_at)
);
