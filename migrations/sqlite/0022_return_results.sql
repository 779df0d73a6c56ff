-- What the calls of a week came to, kept up with each call that settles a visit: a report reads one row a week, and
-- not every call.
CREATE TABLE return_results (
  community TEXT NOT NULL,
  week TEXT NOT NULL,
  very_satisfied BIGINT NOT NULL DEFAULT 0,
  satisfied BIGINT NOT NULL DEFAULT 0,
  fairly_satisfied BIGINT NOT NULL DEFAULT 0,
  dissatisfied BIGINT NOT NULL DEFAULT 0,
  very_dissatisfied BIGINT NOT NULL DEFAULT 0,
  refused BIGINT NOT NULL DEFAULT 0,
  not_reached BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (community, week)
);
INSERT INTO return_results (community, week, very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied, refused, not_reached)
SELECT v.community, v.week,
  sum(CASE WHEN c.level = 'very_satisfied' THEN 1 ELSE 0 END),
  sum(CASE WHEN c.level = 'satisfied' THEN 1 ELSE 0 END),
  sum(CASE WHEN c.level = 'fairly_satisfied' THEN 1 ELSE 0 END),
  sum(CASE WHEN c.level = 'dissatisfied' THEN 1 ELSE 0 END),
  sum(CASE WHEN c.level = 'very_dissatisfied' THEN 1 ELSE 0 END),
  sum(CASE WHEN c.outcome = 'refused' THEN 1 ELSE 0 END),
  sum(CASE WHEN c.outcome = 'no_answer' THEN 1 ELSE 0 END)
FROM return_visits v JOIN return_calls c ON c.community = v.community AND c.number = v.number
WHERE c.outcome <> 'no_answer' OR c.attempt = 3
GROUP BY v.community, v.week;

-- The orders that a community finished in a week, without a look at all that it ever finished.
CREATE INDEX orders_finished ON orders (community, done_at) WHERE done_at IS NOT NULL;
