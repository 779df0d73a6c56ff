-- A form is taken once: what it said stands beside what it made, so that the same form posted again is told from another
-- one under the same token. *_hash is an HMAC. Rows from before have none, and count as the same form.
ALTER TABLE orders ADD COLUMN form_hash TEXT COLLATE "C";

-- The token of the form that made a wave.
ALTER TABLE surveys ADD COLUMN token TEXT COLLATE "C";
ALTER TABLE surveys ADD COLUMN form_hash TEXT COLLATE "C";
CREATE UNIQUE INDEX surveys_token ON surveys (area, token);

-- The browser that signed in with a code, which may do so again while the code lives: it may not have heard the answer.
ALTER TABLE sign_in_codes ADD COLUMN used_by TEXT COLLATE "C";

-- When the gateway said that a code could not be sent: it is not on its way.
ALTER TABLE sign_in_codes ADD COLUMN failed_at BIGINT;
