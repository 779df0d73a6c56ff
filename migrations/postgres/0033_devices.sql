-- The browsers in which a number has signed in, and the networks it did so from: strangers who ask for codes don't keep it out.
CREATE TABLE devices (
  phone_hash TEXT COLLATE "C" NOT NULL,
  device_hash TEXT COLLATE "C" NOT NULL,
  network_hash TEXT COLLATE "C" NOT NULL,
  first_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (phone_hash, device_hash, network_hash)
);
CREATE INDEX devices_seen ON devices (seen_at);

-- A code belongs to the browser that asked for it, and is tried by no other.
ALTER TABLE sign_in_codes RENAME COLUMN used_by TO device_hash;
ALTER TABLE sign_in_codes ADD COLUMN by_stranger BIGINT NOT NULL DEFAULT 1;
CREATE INDEX sign_in_codes_created ON sign_in_codes (created_at);

-- A way in that the console opens where no message arrives: used once, by one browser.
CREATE TABLE sign_in_links (
  token_hash TEXT COLLATE "C" PRIMARY KEY,
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  used_by TEXT COLLATE "C"
);
