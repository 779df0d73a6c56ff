-- Of a week no more orders are asked after than were drawn: nobody with a console adds one whose resident is content.
CREATE TRIGGER return_visits_as_drawn BEFORE INSERT ON return_visits
WHEN (SELECT count(*) FROM return_visits WHERE community = NEW.community AND week = NEW.week)
  >= (SELECT drawn FROM return_draws WHERE community = NEW.community AND week = NEW.week)
BEGIN SELECT RAISE(ABORT, 'return_visits is fixed'); END;
