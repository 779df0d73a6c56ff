-- A recurrence that somebody set up for somebody else keeps the door that was typed: it no longer follows the person
-- who is served to a new home, of which whoever set it up was never told.
UPDATE recurrences SET at_home = 0 WHERE placed_by <> resident;

-- What goes out together is one message: the rows that go with another name its id, and are never due themselves.
ALTER TABLE messages ADD COLUMN bundle TEXT;
CREATE INDEX messages_bundle ON messages (bundle) WHERE bundle IS NOT NULL;
-- How many went to a person, and to everybody, in a day.
CREATE INDEX messages_person ON messages (person, created_at);
CREATE INDEX messages_sent ON messages (sent_at) WHERE sent_at IS NOT NULL;

-- An estate that is no more: nobody moves in, and nothing is ordered there. merged_into is the estate that it has
-- become a part of, where those live now who lived in it.
ALTER TABLE areas ADD COLUMN closed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE areas ADD COLUMN merged_into TEXT;
-- What estate and community were called when the order was placed; NULL while they are still called so.
ALTER TABLE orders ADD COLUMN estate_name TEXT;
ALTER TABLE orders ADD COLUMN community_name TEXT;
