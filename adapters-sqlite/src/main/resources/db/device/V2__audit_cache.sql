-- The audit cache: what this device, as a witness, has last seen of the log of each user's
-- organization, and the key that it trusts for it.
CREATE TABLE audit_witness (
  user_id TEXT    NOT NULL PRIMARY KEY,
  log_key TEXT    NOT NULL,
  size    INTEGER NOT NULL,
  root    BLOB    NOT NULL CHECK (length(root) = 32)
) STRICT, WITHOUT ROWID;

-- Local events that wait to be told to the portal.
CREATE TABLE audit_pending (
  user_id     TEXT    NOT NULL,
  event_id    TEXT    NOT NULL,
  happened_at INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  detail      TEXT    NOT NULL,
  PRIMARY KEY (user_id, event_id)
) STRICT, WITHOUT ROWID;
