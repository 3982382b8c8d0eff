-- What messages carried, by hashes; and the messages that stay on this machine.
CREATE TABLE one_time_token (
  org_id    TEXT    NOT NULL,
  user_id   TEXT    NOT NULL,
  slot      TEXT    NOT NULL,
  purpose   TEXT    NOT NULL,
  address   TEXT    NOT NULL,
  link_hash BLOB    NOT NULL CHECK (length(link_hash) = 32),
  code_mac  BLOB    NOT NULL CHECK (length(code_mac) = 32),
  flow_id   TEXT,
  wrong     INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, user_id, slot),
  FOREIGN KEY (org_id, user_id) REFERENCES users ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX one_time_token_link ON one_time_token (org_id, link_hash);
CREATE INDEX one_time_token_address ON one_time_token (org_id, slot, address, issued_at DESC);

CREATE TABLE mailbox (
  org_id  TEXT    NOT NULL REFERENCES organization,
  letter  INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  address TEXT    NOT NULL,
  subject TEXT    NOT NULL,
  text    TEXT    NOT NULL,
  PRIMARY KEY (org_id, letter)
) STRICT;
