-- What happened stays: no program, and nobody with a console, changes an event by mistake.
CREATE TRIGGER order_events_no_update BEFORE UPDATE ON order_events
BEGIN SELECT RAISE(ABORT, 'order_events is append-only'); END;
CREATE TRIGGER order_events_no_delete BEFORE DELETE ON order_events
BEGIN SELECT RAISE(ABORT, 'order_events is append-only'); END;
CREATE TRIGGER number_looks_no_update BEFORE UPDATE ON number_looks
BEGIN SELECT RAISE(ABORT, 'number_looks is append-only'); END;
CREATE TRIGGER number_looks_no_delete BEFORE DELETE ON number_looks
BEGIN SELECT RAISE(ABORT, 'number_looks is append-only'); END;
