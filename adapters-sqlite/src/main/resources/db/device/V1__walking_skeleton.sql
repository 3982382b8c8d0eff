-- What a device remembers. Instants are integers, milliseconds since 1970 in UTC; hashes and random
-- ids are BLOBs; every table is STRICT.

CREATE TABLE vault_pin (
  user_id       TEXT    NOT NULL PRIMARY KEY,
  vault_id      BLOB    NOT NULL CHECK (length(vault_id) = 32),
  head_hash     BLOB    NOT NULL CHECK (length(head_hash) = 32),
  epoch         INTEGER NOT NULL,
  seq           INTEGER NOT NULL,
  manifest_hash BLOB    NOT NULL CHECK (length(manifest_hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE join_try (
  request_id BLOB    NOT NULL PRIMARY KEY CHECK (length(request_id) = 16),
  wrong      INTEGER NOT NULL,
  last_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX join_try_age ON join_try (last_at);
