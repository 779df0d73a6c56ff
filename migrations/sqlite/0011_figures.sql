-- What is counted of the orders that were placed in a month (China's calendar, 2026-11), kept up with each
-- event of an order: one row a community, month and list. The columns are those of domain::figures::Measure.
CREATE TABLE figures (
  community TEXT NOT NULL,
  month TEXT NOT NULL,
  list TEXT NOT NULL,
  placed BIGINT NOT NULL DEFAULT 0,
  dispatched BIGINT NOT NULL DEFAULT 0,
  accepted BIGINT NOT NULL DEFAULT 0,
  arrived BIGINT NOT NULL DEFAULT 0,
  finished BIGINT NOT NULL DEFAULT 0,
  rated BIGINT NOT NULL DEFAULT 0,
  cancelled BIGINT NOT NULL DEFAULT 0,
  refused BIGINT NOT NULL DEFAULT 0,
  declines BIGINT NOT NULL DEFAULT 0,
  reopenings BIGINT NOT NULL DEFAULT 0,
  completions BIGINT NOT NULL DEFAULT 0,
  very_satisfied BIGINT NOT NULL DEFAULT 0,
  satisfied BIGINT NOT NULL DEFAULT 0,
  fairly_satisfied BIGINT NOT NULL DEFAULT 0,
  dissatisfied BIGINT NOT NULL DEFAULT 0,
  very_dissatisfied BIGINT NOT NULL DEFAULT 0,
  property_completions BIGINT NOT NULL DEFAULT 0,
  property_very_satisfied BIGINT NOT NULL DEFAULT 0,
  property_satisfied BIGINT NOT NULL DEFAULT 0,
  property_fairly_satisfied BIGINT NOT NULL DEFAULT 0,
  property_dissatisfied BIGINT NOT NULL DEFAULT 0,
  property_very_dissatisfied BIGINT NOT NULL DEFAULT 0,
  accepted_judged BIGINT NOT NULL DEFAULT 0,
  accepted_late BIGINT NOT NULL DEFAULT 0,
  first_reply_judged BIGINT NOT NULL DEFAULT 0,
  first_reply_late BIGINT NOT NULL DEFAULT 0,
  on_site_judged BIGINT NOT NULL DEFAULT 0,
  on_site_late BIGINT NOT NULL DEFAULT 0,
  finished_judged BIGINT NOT NULL DEFAULT 0,
  finished_late BIGINT NOT NULL DEFAULT 0,
  reply_due BIGINT NOT NULL DEFAULT 0,
  reply_within24_hours BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (community, month, list)
);

-- Which clocks run, and which of them are late.
CREATE INDEX order_clocks_running ON order_clocks (community, kind, deadline) WHERE stopped_at IS NULL;

-- When the community last finished an order.
ALTER TABLE order_counts ADD COLUMN finished_at BIGINT;

-- From which month on how many of the five levels count as satisfied. What has been read is never changed.
CREATE TABLE satisfaction_rules (
  from_month TEXT PRIMARY KEY,
  levels BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL REFERENCES people (id)
);
