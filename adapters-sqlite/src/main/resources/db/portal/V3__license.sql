-- Licenses as their issuers signed them, and the key lists that vouch for them.

CREATE TABLE license (
  org_id     TEXT    NOT NULL REFERENCES organization,
  license_id TEXT    NOT NULL,
  note       TEXT    NOT NULL,
  added_at   INTEGER NOT NULL,
  revoked_at INTEGER,
  PRIMARY KEY (org_id, license_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX license_age ON license (org_id, added_at DESC, license_id);

CREATE TABLE license_keys (
  org_id  TEXT    NOT NULL REFERENCES organization,
  prefix  TEXT    NOT NULL,
  version INTEGER NOT NULL,
  note    TEXT    NOT NULL,
  PRIMARY KEY (org_id, prefix)
) STRICT, WITHOUT ROWID;
