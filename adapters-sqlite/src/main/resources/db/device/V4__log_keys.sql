-- The keys of a user's log before the one in audit_witness, oldest first, and the largest tree that
-- each may have signed.
CREATE TABLE audit_former_key (
  user_id  TEXT    NOT NULL,
  position INTEGER NOT NULL,
  log_key  TEXT    NOT NULL,
  last     INTEGER NOT NULL,
  PRIMARY KEY (user_id, position)
) STRICT, WITHOUT ROWID;

-- How many of which witnesses, one to a line, a person wants to have seen a checkpoint.
CREATE TABLE audit_witness_policy (
  user_id   TEXT    NOT NULL PRIMARY KEY,
  witnesses TEXT    NOT NULL,
  quorum    INTEGER NOT NULL CHECK (quorum >= 0)
) STRICT, WITHOUT ROWID;
