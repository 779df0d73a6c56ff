-- Short messages, written in the transaction of the notice that they carry to the phone: one row for each
-- person who gets one. next_at is when it is due, or tried again if the process that took it dies; NULL once
-- it was sent or given up, and failed_reason then says why. The number is read from people when it is sent.
CREATE TABLE messages (
  community TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  kind TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  service_name TEXT COLLATE "C" NOT NULL,
  sentence TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  next_at BIGINT,
  tries BIGINT NOT NULL DEFAULT 0,
  sent_at BIGINT,
  failed_reason TEXT COLLATE "C",
  PRIMARY KEY (community, id)
);
CREATE INDEX messages_next ON messages (next_at) WHERE next_at IS NOT NULL;

-- What a person said of a kind of message; who said nothing gets what the kind does by itself.
CREATE TABLE message_switches (
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  kind TEXT COLLATE "C" NOT NULL,
  switched_on BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (person, kind)
);
