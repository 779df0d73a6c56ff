-- Orders, their events, and who is to be told. Every key begins with the community.
CREATE TABLE order_counts (
  community TEXT COLLATE "C" PRIMARY KEY REFERENCES areas (code),
  placed BIGINT NOT NULL
);

CREATE TABLE orders (
  community TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  number TEXT COLLATE "C" NOT NULL,
  estate TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  service TEXT COLLATE "C" NOT NULL REFERENCES services (code),
  service_name TEXT COLLATE "C" NOT NULL,
  list TEXT COLLATE "C" NOT NULL,
  doorstep BIGINT NOT NULL,
  urgent BIGINT NOT NULL,
  placed_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  resident TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  entered_by TEXT COLLATE "C" REFERENCES people (id),
  contact TEXT COLLATE "C" NOT NULL,
  preferred TEXT COLLATE "C",
  note TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  detail TEXT COLLATE "C" NOT NULL,
  assignee_person TEXT COLLATE "C",
  assignee_team TEXT COLLATE "C",
  server TEXT COLLATE "C",
  bounces BIGINT NOT NULL DEFAULT 0,
  reopened BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  placed_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  done_at BIGINT,
  token TEXT COLLATE "C" NOT NULL,
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
  community TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C",
  event TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (community, number, sequence),
  FOREIGN KEY (community, number) REFERENCES orders (community, number)
);

-- Every look at a full phone number and door, by whom and when.
CREATE TABLE number_looks (
  community TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C" NOT NULL,
  acting TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (community, number, id)
);

-- Written in the transaction of the event that it tells of.
CREATE TABLE notifications (
  community TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C",
  team TEXT COLLATE "C",
  desk TEXT COLLATE "C",
  number TEXT COLLATE "C" NOT NULL,
  service_name TEXT COLLATE "C" NOT NULL,
  sentence TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (community, id)
);
CREATE INDEX notifications_person ON notifications (person, created_at);
CREATE INDEX notifications_team ON notifications (team, created_at);
CREATE INDEX notifications_desk ON notifications (desk, created_at);
