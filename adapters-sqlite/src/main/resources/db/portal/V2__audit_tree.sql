-- The tree over each log, as 256-hash tiles (C2SP tlog-tiles). With a rowid: a tile has up to 8 KiB,
-- and big rows do not belong into an index; rows come in the order in which tiles begin.
CREATE TABLE audit_tile (
  org_id     TEXT    NOT NULL REFERENCES organization,
  level      INTEGER NOT NULL,
  tile_index INTEGER NOT NULL,
  hashes     BLOB    NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
  PRIMARY KEY (org_id, level, tile_index)
) STRICT;

CREATE TRIGGER audit_tile_only_grows BEFORE UPDATE ON audit_tile
WHEN NEW.org_id <> OLD.org_id OR NEW.level <> OLD.level OR NEW.tile_index <> OLD.tile_index
  OR length(NEW.hashes) < length(OLD.hashes)
  OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes
BEGIN
  SELECT RAISE(ABORT, 'audit_tile only grows');
END;

CREATE TRIGGER audit_tile_is_never_deleted BEFORE DELETE ON audit_tile
BEGIN
  SELECT RAISE(ABORT, 'audit_tile only grows');
END;

-- How far the tiles reach, and the hash of the last leaf in them. Empty for a log of an earlier version: the leaves are adopted when the
-- portal starts, and the result is held against the checkpoint that was signed over them.
DROP TABLE audit_tree;

CREATE TABLE audit_tree (
  org_id TEXT    NOT NULL PRIMARY KEY REFERENCES organization,
  size   INTEGER NOT NULL,
  last   BLOB    NOT NULL CHECK (length(last) = 32)
) STRICT, WITHOUT ROWID;

-- What may be taken out of the bodies, and the event that says so: pruning and erasure write a row
-- here first. That event must be one of the two actions that are about it.
CREATE TABLE audit_removal (
  org_id      TEXT    NOT NULL REFERENCES organization,
  first_index INTEGER NOT NULL,
  last_index  INTEGER NOT NULL,
  recorded_by TEXT    NOT NULL,
  PRIMARY KEY (org_id, first_index, last_index, recorded_by),
  CHECK (first_index <= last_index)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_removal_is_recorded BEFORE INSERT ON audit_removal
WHEN NOT EXISTS (
  SELECT 1 FROM audit_leaf
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
  SELECT 1 FROM audit_removal
  WHERE org_id = OLD.org_id AND first_index <= OLD.leaf_index AND last_index >= OLD.leaf_index)
BEGIN
  SELECT RAISE(ABORT, 'audit_body is removed or kept');
END;

-- REPLACE deletes without firing the trigger above.
CREATE TRIGGER audit_body_is_only_added BEFORE INSERT ON audit_body
WHEN EXISTS (
  SELECT 1 FROM audit_body
  WHERE org_id = NEW.org_id AND leaf_index = NEW.leaf_index AND position = NEW.position)
BEGIN
  SELECT RAISE(ABORT, 'audit_body is removed or kept');
END;

-- What witnesses have signed: a line over the log's checkpoint of that size.
CREATE TABLE audit_cosignature (
  org_id  TEXT    NOT NULL REFERENCES organization,
  witness TEXT    NOT NULL,
  size    INTEGER NOT NULL,
  line    TEXT    NOT NULL,
  PRIMARY KEY (org_id, witness, size)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_cosignature_size ON audit_cosignature (org_id, size);

-- Each old key of a log names the next one.
CREATE TABLE audit_log_key (
  org_id   TEXT    NOT NULL REFERENCES organization,
  position INTEGER NOT NULL,
  note     TEXT    NOT NULL,
  PRIMARY KEY (org_id, position)
) STRICT, WITHOUT ROWID;
