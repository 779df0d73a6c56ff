-- A form is taken once: what it said stands beside what it made, so that the same form posted again is told from another
-- one under the same token. *_hash is an HMAC. Rows from before have none, and count as the same form.
ALTER TABLE orders ADD COLUMN form_hash TEXT;

-- The token of the form that made a wave.
ALTER TABLE surveys ADD COLUMN token TEXT;
ALTER TABLE surveys ADD COLUMN form_hash TEXT;
CREATE UNIQUE INDEX surveys_token ON surveys (area, token);
DROP TRIGGER surveys_no_replace;
CREATE TRIGGER surveys_no_replace BEFORE INSERT ON surveys
WHEN EXISTS (SELECT 1 FROM surveys WHERE rowid = NEW.rowid OR id = NEW.id OR (area = NEW.area AND token = NEW.token))
BEGIN SELECT RAISE(ABORT, 'surveys is fixed'); END;

-- The browser that signed in with a code, which may do so again while the code lives: it may not have heard the answer.
ALTER TABLE sign_in_codes ADD COLUMN used_by TEXT;

-- When the gateway said that a code could not be sent: it is not on its way.
ALTER TABLE sign_in_codes ADD COLUMN failed_at BIGINT;
