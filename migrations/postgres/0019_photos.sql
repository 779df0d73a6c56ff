-- Pictures of orders. The bytes lie in a folder or at S3, encrypted, under a random name (blob) that tells nothing.

-- A picture is only ever added; of one that was taken back the row stays, and the bytes go. round counts the order's
-- reopenings; upload is the fingerprint of who sent it and the name they gave it, so that sent twice it is one.
CREATE TABLE photos (
  community TEXT NOT NULL,
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  round BIGINT NOT NULL,
  kind TEXT NOT NULL,
  upload TEXT NOT NULL,
  blob TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES people (id),
  added_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  PRIMARY KEY (community, id),
  UNIQUE (community, upload),
  FOREIGN KEY (community, number) REFERENCES orders (community, number)
);
CREATE INDEX photos_order ON photos (community, number, added_at);

-- Pictures that were sent with an order form which has not been posted yet; token is the form's. One that was taken away
-- again is still counted for a day, so that nobody keeps the server busy with sending.
CREATE TABLE photo_drafts (
  person TEXT NOT NULL REFERENCES people (id),
  id TEXT NOT NULL,
  token TEXT NOT NULL,
  upload TEXT NOT NULL,
  blob TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  dropped_at BIGINT,
  PRIMARY KEY (person, id),
  UNIQUE (person, upload)
);
CREATE INDEX photo_drafts_age ON photo_drafts (added_at);

-- Bytes that no picture has: before they are written, and until they are gone. since is when they may go.
CREATE TABLE photo_leftovers (
  blob TEXT PRIMARY KEY,
  since BIGINT NOT NULL
);

CREATE TRIGGER photos_no_update BEFORE UPDATE ON photos FOR EACH ROW
WHEN (OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.community <> OLD.community OR NEW.id <> OLD.id
  OR NEW.number <> OLD.number OR NEW.round <> OLD.round OR NEW.kind <> OLD.kind OR NEW.upload <> OLD.upload
  OR NEW.blob <> OLD.blob OR NEW.sha256 <> OLD.sha256 OR NEW.added_by <> OLD.added_by OR NEW.added_at <> OLD.added_at)
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER photos_no_delete BEFORE DELETE ON photos
FOR EACH ROW EXECUTE FUNCTION refuse_change();
