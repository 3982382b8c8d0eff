-- Licenses that this device holds, as signed notes, and what it may not forget about the time. All
-- of it is verified at each use: whoever edits it takes something away and adds nothing.

CREATE TABLE license_note (
  user_id  TEXT    NOT NULL,
  kind     TEXT    NOT NULL CHECK (kind IN ('issuer', 'keys', 'license')),
  position INTEGER NOT NULL,
  note     TEXT    NOT NULL,
  PRIMARY KEY (user_id, kind, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE trusted_time (
  user_id      TEXT    NOT NULL,
  authority    TEXT    NOT NULL,
  highest      INTEGER NOT NULL,
  last_contact INTEGER NOT NULL,
  keys_version INTEGER NOT NULL,
  licenses     TEXT    NOT NULL,
  tag          BLOB    NOT NULL CHECK (length(tag) = 32),
  PRIMARY KEY (user_id, authority)
) STRICT, WITHOUT ROWID;
