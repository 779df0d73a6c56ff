-- How each service finds a hand in a community. Every change stays; the newest holds.
CREATE TABLE dispatch_rules (
  community TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  service TEXT COLLATE "C" NOT NULL REFERENCES services (code),
  changed_at BIGINT NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  changed_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  PRIMARY KEY (community, service, changed_at)
);

-- When the program dispatches an order that nobody has taken until then; NULL if it doesn't.
ALTER TABLE orders ADD COLUMN dispatch_at BIGINT;
CREATE INDEX orders_dispatch ON orders (dispatch_at) WHERE dispatch_at IS NOT NULL;
