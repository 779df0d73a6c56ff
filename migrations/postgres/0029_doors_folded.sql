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
DROP TRIGGER households_fixed ON households;
CREATE TRIGGER households_fixed BEFORE UPDATE OF community, id, area, door, added_in, added_at ON households
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER households_door_fixed BEFORE UPDATE OF door_hash, door_rule, twin ON households
FOR EACH ROW WHEN (NEW.door_rule <= OLD.door_rule) EXECUTE FUNCTION refuse_change();
-- What was removed stays so; its hash is made anew with the others.
DROP TRIGGER households_removed ON households;
CREATE TRIGGER households_removed BEFORE UPDATE OF removed_in, removed_at ON households
FOR EACH ROW WHEN (OLD.removed_in IS NOT NULL) EXECUTE FUNCTION refuse_change();
UPDATE people SET door_hash = NULL WHERE door_hash IS NOT NULL;
