-- What happened stays: no program, and nobody with a console, changes an event by mistake.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER order_events_append_only BEFORE UPDATE OR DELETE ON order_events
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER number_looks_append_only BEFORE UPDATE OR DELETE ON number_looks
FOR EACH ROW EXECUTE FUNCTION refuse_change();
