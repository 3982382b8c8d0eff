-- The audit log in the order in which it grows (ADR 0015). A place is the number of the log, and in
-- its lower 36 bits the number of the event. As the key of a table it lets SQLite append a page and
-- touch nothing else; a key of text and number rewrites three neighbors whenever a page is full.

CREATE TABLE audit_log (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  org_id TEXT    NOT NULL UNIQUE REFERENCES organization
) STRICT;

INSERT INTO audit_log (org_id) SELECT DISTINCT org_id FROM audit_leaf ORDER BY org_id;

CREATE TRIGGER audit_log_is_never_updated BEFORE UPDATE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only');
END;

CREATE TRIGGER audit_log_is_never_deleted BEFORE DELETE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only');
END;

-- REPLACE deletes without firing the trigger above. So below.
CREATE TRIGGER audit_log_is_only_appended BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE number = NEW.number OR org_id = NEW.org_id)
BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only');
END;

DROP TRIGGER audit_removal_is_recorded;
ALTER TABLE audit_leaf RENAME TO audit_leaf_3;
ALTER TABLE audit_body RENAME TO audit_body_3;

CREATE TABLE audit_leaf (
  place      INTEGER PRIMARY KEY,
  event_id   TEXT NOT NULL,
  leaf       TEXT NOT NULL,
  leaf_hash  BLOB NOT NULL CHECK (length(leaf_hash) = 32),
  log        INTEGER GENERATED ALWAYS AS (place >> 36) VIRTUAL REFERENCES audit_log,
  leaf_index INTEGER GENERATED ALWAYS AS (place & 68719476735) VIRTUAL
) STRICT;

-- An event has at most 16 fields: the place of its leaf, and in the lower four bits the field's.
CREATE TABLE audit_body (
  place      INTEGER PRIMARY KEY,
  field      TEXT    NOT NULL,
  value      TEXT    NOT NULL,
  salt       BLOB CHECK (length(salt) = 16),
  personal   INTEGER NOT NULL CHECK (personal IN (0, 1)),
  leaf       INTEGER GENERATED ALWAYS AS (place >> 4) VIRTUAL REFERENCES audit_leaf,
  leaf_index INTEGER GENERATED ALWAYS AS (place >> 4 & 68719476735) VIRTUAL,
  CHECK ((personal = 1) = (salt IS NOT NULL))
) STRICT;

INSERT INTO audit_leaf (place, event_id, leaf, leaf_hash)
SELECT (number << 36) + leaf_index, event_id, leaf, leaf_hash
FROM audit_leaf_3 JOIN audit_log USING (org_id) ORDER BY 1;

INSERT INTO audit_body (place, field, value, salt, personal)
SELECT (((number << 36) + leaf_index) << 4) + position, field, value, salt, personal
FROM audit_body_3 JOIN audit_log USING (org_id) ORDER BY 1;

DROP TABLE audit_body_3;
DROP TABLE audit_leaf_3;

CREATE INDEX audit_leaf_event ON audit_leaf (event_id);

CREATE INDEX audit_body_user ON audit_body (value) WHERE field = 'user';

CREATE TRIGGER audit_leaf_is_never_updated BEFORE UPDATE ON audit_leaf
BEGIN
  SELECT RAISE(ABORT, 'audit_leaf is append-only');
END;

CREATE TRIGGER audit_leaf_is_never_deleted BEFORE DELETE ON audit_leaf
BEGIN
  SELECT RAISE(ABORT, 'audit_leaf is append-only');
END;

CREATE TRIGGER audit_leaf_is_only_appended BEFORE INSERT ON audit_leaf
WHEN NEW.place <> (
    SELECT coalesce(max(place) + 1, NEW.place >> 36 << 36) FROM audit_leaf
    WHERE place BETWEEN NEW.place >> 36 << 36 AND NEW.place | 68719476735)
  OR EXISTS (
    SELECT 1 FROM audit_leaf
    WHERE event_id = NEW.event_id
      AND place BETWEEN NEW.place >> 36 << 36 AND NEW.place | 68719476735)
BEGIN
  SELECT RAISE(ABORT, 'audit_leaf is append-only');
END;

CREATE TRIGGER audit_removal_is_recorded BEFORE INSERT ON audit_removal
WHEN NOT EXISTS (
  SELECT 1 FROM audit_leaf JOIN audit_log ON number = place >> 36
  WHERE org_id = NEW.org_id AND event_id = NEW.recorded_by
    AND (instr(leaf, char(10) || 'action audit.pruned' || char(10)) > 0
      OR instr(leaf, char(10) || 'action audit.erased' || char(10)) > 0))
BEGIN
  SELECT RAISE(ABORT, 'audit_removal needs an event');
END;

CREATE TRIGGER audit_body_is_never_updated BEFORE UPDATE ON audit_body
BEGIN
  SELECT RAISE(ABORT, 'audit_body is removed or kept');
END;

CREATE TRIGGER audit_body_yields_to_a_recorded_removal BEFORE DELETE ON audit_body
WHEN NOT EXISTS (
  SELECT 1 FROM audit_removal JOIN audit_log USING (org_id)
  WHERE number = OLD.place >> 40
    AND first_index <= (OLD.place >> 4 & 68719476735)
    AND last_index >= (OLD.place >> 4 & 68719476735))
BEGIN
  SELECT RAISE(ABORT, 'audit_body is removed or kept');
END;

CREATE TRIGGER audit_body_is_only_added BEFORE INSERT ON audit_body
WHEN EXISTS (SELECT 1 FROM audit_body WHERE place = NEW.place)
BEGIN
  SELECT RAISE(ABORT, 'audit_body is removed or kept');
END;

-- A tile of level 0 is stored when it is full; until then its hashes stand beside its events. How far
-- the tiles reach is what they hold.
DROP TABLE audit_tree;
DROP TRIGGER audit_tile_is_never_deleted;

DELETE FROM audit_tile WHERE level = 0 AND length(hashes) < 8192;

CREATE TRIGGER audit_tile_is_never_deleted BEFORE DELETE ON audit_tile
BEGIN
  SELECT RAISE(ABORT, 'audit_tile only grows');
END;

CREATE TRIGGER audit_tile_begins_full BEFORE INSERT ON audit_tile
WHEN NEW.level = 0 AND length(NEW.hashes) < 8192
BEGIN
  SELECT RAISE(ABORT, 'audit_tile is full at level 0');
END;
