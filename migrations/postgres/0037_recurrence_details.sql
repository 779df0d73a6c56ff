-- What is asked for each time stands in the order that a recurrence was made from, and never changes there.
ALTER TABLE recurrences DROP COLUMN note;
ALTER TABLE recurrences DROP COLUMN preferences;
