-- What the calls of a week came to, kept up with each call that settles a visit: a report reads a few rows a week, and
-- not every call. level is empty where nobody was reached.
CREATE TABLE return_results (
  community TEXT COLLATE "C" NOT NULL,
  week TEXT COLLATE "C" NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL,
  level TEXT COLLATE "C" NOT NULL,
  orders BIGINT NOT NULL,
  PRIMARY KEY (community, week, outcome, level)
);
INSERT INTO return_results (community, week, outcome, level, orders)
SELECT v.community, v.week, c.outcome, COALESCE(c.level, ''), count(*) FROM return_visits v
JOIN return_calls c ON c.community = v.community AND c.number = v.number
WHERE c.outcome <> 'no_answer' OR c.attempt = 3
GROUP BY v.community, v.week, c.outcome, COALESCE(c.level, '');

-- The orders that a community finished in a week, without a look at all that it ever finished.
CREATE INDEX orders_finished ON orders (community, done_at) WHERE done_at IS NOT NULL;
