-- One door in two spellings (12 and １２号) has one hash. Those made before are made anew by the program, which alone can
-- open the doors: door_rule says by which rule a household's was made, and changes only upwards; those of people are
-- emptied, which is how the program finds them (0015). Until then nobody's own door is recognised.
ALTER TABLE households ADD COLUMN door_rule BIGINT NOT NULL DEFAULT 1;
-- Of several households that were listed for one door in other spellings all but one have a number here. They stay
-- listed, with the samples that they are in, until a list is imported that names their door.
ALTER TABLE households ADD COLUMN twin BIGINT NOT NULL DEFAULT 0;
DROP INDEX households_door;
CREATE UNIQUE INDEX households_door ON households (door_hash, twin) WHERE removed_in IS NULL;
CREATE INDEX households_old_rule ON households (id) WHERE door_rule < 2;
CREATE INDEX households_twins ON households (id) WHERE twin > 0;
DROP TRIGGER households_fixed;
CREATE TRIGGER households_fixed BEFORE UPDATE OF community, id, area, door, added_in, added_at ON households
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
CREATE TRIGGER households_door_fixed BEFORE UPDATE OF door_hash, door_rule, twin ON households
WHEN NEW.door_rule <= OLD.door_rule
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
-- What was removed stays so; its hash is made anew with the others.
DROP TRIGGER households_removed;
CREATE TRIGGER households_removed BEFORE UPDATE OF removed_in, removed_at ON households WHEN OLD.removed_in IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
-- What may not stand twice is a door with its number: by that, too, REPLACE takes no household away, neither where one
-- is inserted nor where one is changed (0025).
DROP TRIGGER households_no_replace;
CREATE TRIGGER households_no_replace BEFORE INSERT ON households
WHEN EXISTS (SELECT 1 FROM households WHERE rowid = NEW.rowid OR id = NEW.id
  OR (door_hash = NEW.door_hash AND twin = NEW.twin AND removed_in IS NULL))
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
CREATE TRIGGER households_no_push BEFORE UPDATE OF door_hash, twin ON households
WHEN NEW.removed_in IS NULL AND EXISTS (SELECT 1 FROM households WHERE rowid <> NEW.rowid
  AND door_hash = NEW.door_hash AND twin = NEW.twin AND removed_in IS NULL)
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
UPDATE people SET door_hash = NULL WHERE door_hash IS NOT NULL;
