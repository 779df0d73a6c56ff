-- Authenticators: a secret that is encrypted, and the last step whose code was taken, as each counts once.
CREATE TABLE totp_secrets (
  person TEXT PRIMARY KEY REFERENCES people (id),
  secret TEXT NOT NULL,
  last_step BIGINT NOT NULL,
  made_at BIGINT NOT NULL
);

-- Recovery codes, by their fingerprints; the newest set holds.
CREATE TABLE recovery_codes (
  person TEXT NOT NULL REFERENCES people (id),
  code_hash TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (person, code_hash)
);

-- Wrong second factors of somebody since a moment.
CREATE TABLE factor_tries (
  person TEXT PRIMARY KEY REFERENCES people (id),
  wrong BIGINT NOT NULL,
  since BIGINT NOT NULL
);

-- What is told of an account itself, as JSON; read_at says that its owner has said so.
CREATE TABLE account_notices (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id),
  about TEXT NOT NULL,
  told_at BIGINT NOT NULL,
  read_at BIGINT
);
CREATE INDEX account_notices_by_person ON account_notices (person, told_at);

-- Until when a grant holds, where that is known: it ends by itself, as if it were taken back then, by nobody.
ALTER TABLE grants ADD COLUMN ends_at BIGINT;
