-- Orders, their events, and who is to be told. Every key begins with the community.
CREATE TABLE order_counts (
  community TEXT PRIMARY KEY REFERENCES areas (code),
  placed BIGINT NOT NULL
);

CREATE TABLE orders (
  community TEXT NOT NULL REFERENCES areas (code),
  number TEXT NOT NULL,
  estate TEXT NOT NULL REFERENCES areas (code),
  service TEXT NOT NULL REFERENCES services (code),
  service_name TEXT NOT NULL,
  list TEXT NOT NULL,
  doorstep BIGINT NOT NULL,
  urgent BIGINT NOT NULL,
  placed_by TEXT NOT NULL REFERENCES people (id),
  resident TEXT NOT NULL REFERENCES people (id),
  entered_by TEXT REFERENCES people (id),
  contact TEXT NOT NULL,
  preferred TEXT,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT NOT NULL,
  assignee_person TEXT,
  assignee_team TEXT,
  server TEXT,
  bounces BIGINT NOT NULL DEFAULT 0,
  reopened BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  placed_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  done_at BIGINT,
  token TEXT NOT NULL,
  PRIMARY KEY (community, number),
  UNIQUE (community, token)
);
CREATE INDEX orders_desk ON orders (community, state, placed_at, number);
CREATE INDEX orders_oldest ON orders (community, placed_at, number);
CREATE INDEX orders_placed_by ON orders (placed_by, placed_at);
CREATE INDEX orders_resident ON orders (resident, placed_at);
CREATE INDEX orders_assignee_person ON orders (assignee_person, placed_at);
CREATE INDEX orders_assignee_team ON orders (assignee_team, placed_at);
CREATE INDEX orders_server ON orders (server, placed_at);
CREATE INDEX orders_done ON orders (state, done_at);

CREATE TABLE order_events (
  community TEXT NOT NULL,
  number TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  person TEXT,
  event TEXT NOT NULL,
  PRIMARY KEY (community, number, sequence),
  FOREIGN KEY (community, number) REFERENCES orders (community, number)
);

-- Every look at a full phone number and door, by whom and when.
CREATE TABLE number_looks (
  community TEXT NOT NULL,
  number TEXT NOT NULL,
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  acting TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (community, number, id)
);

-- Written in the transaction of the event that it tells of.
CREATE TABLE notifications (
  community TEXT NOT NULL,
  id TEXT NOT NULL,
  person TEXT,
  team TEXT,
  desk TEXT,
  number TEXT NOT NULL,
  service_name TEXT NOT NULL,
  sentence TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (community, id)
);
CREATE INDEX notifications_person ON notifications (person, created_at);
CREATE INDEX notifications_team ON notifications (team, created_at);
CREATE INDEX notifications_desk ON notifications (desk, created_at);
