-- Whether a deadline counts working days of a year whose holidays haven't been announced: 1 or 0. The holidays that the
-- law names hold there from now on, so all clocks that run are looked at again.
ALTER TABLE order_clocks ADD COLUMN estimated BIGINT NOT NULL DEFAULT 0;
UPDATE order_clocks SET next_at = (extract(epoch FROM now()) * 1000)::bigint WHERE stopped_at IS NULL;
