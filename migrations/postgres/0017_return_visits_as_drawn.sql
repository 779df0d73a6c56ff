-- Of a week no more orders are asked after than were drawn: nobody with a console adds one whose resident is content.
CREATE FUNCTION refuse_undrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM return_visits WHERE community = NEW.community AND week = NEW.week)
    >= (SELECT drawn FROM return_draws WHERE community = NEW.community AND week = NEW.week) THEN
    RAISE EXCEPTION '% is fixed', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER return_visits_as_drawn BEFORE INSERT ON return_visits
FOR EACH ROW EXECUTE FUNCTION refuse_undrawn();
