-- The language that somebody chose to read, as the tag of BCP 47; without one their browser decides.
ALTER TABLE people ADD COLUMN language TEXT;
