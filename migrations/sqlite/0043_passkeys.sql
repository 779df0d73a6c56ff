-- Passkeys: their public keys, found by the id that their device gives them. A passkey that was removed stays, so that it is known
-- of it; backed_up says that it is on several devices.
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id),
  public_key TEXT NOT NULL,
  sign_count BIGINT NOT NULL,
  backed_up BIGINT NOT NULL,
  name TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  used_at BIGINT,
  removed_at BIGINT
);
CREATE INDEX passkeys_by_person ON passkeys (person, made_at);

-- Challenges that were answered, until their time is over: each is answered once.
CREATE TABLE passkey_challenges (
  challenge_hash TEXT PRIMARY KEY,
  answer_hash TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

-- How somebody has signed in: until now by a code in a message, or by a link, which nothing tells apart.
ALTER TABLE sessions ADD COLUMN made_by TEXT NOT NULL DEFAULT 'sms';
