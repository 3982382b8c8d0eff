-- The portal's store. Conventions:
--   * every primary key starts with org_id;
--   * instants are integers, milliseconds since 1970 in UTC;
--   * hashes, random ids and salts are BLOBs; other ids, names and notes are text;
--   * every table is STRICT.

CREATE TABLE organization (
  org_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO organization (org_id) VALUES ('default');

CREATE TABLE deployment (
  org_id      TEXT NOT NULL PRIMARY KEY REFERENCES organization,
  project_ref TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  org_id     TEXT    NOT NULL REFERENCES organization,
  user_id    TEXT    NOT NULL,
  email      TEXT    NOT NULL,
  name       TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX users_email ON users (org_id, email);

CREATE TABLE password (
  org_id  TEXT NOT NULL,
  user_id TEXT NOT NULL,
  phc     TEXT NOT NULL,
  PRIMARY KEY (org_id, user_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  org_id  TEXT NOT NULL,
  user_id TEXT NOT NULL,
  role    TEXT NOT NULL,
  PRIMARY KEY (org_id, user_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users
) STRICT, WITHOUT ROWID;

CREATE INDEX member_role ON member (org_id, role);

CREATE TABLE session (
  org_id      TEXT    NOT NULL,
  session_id  TEXT    NOT NULL,
  user_id     TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  cookie_hash BLOB CHECK (length(cookie_hash) = 32),
  ended_at    INTEGER,
  PRIMARY KEY (org_id, session_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX session_cookie ON session (org_id, cookie_hash)
  WHERE cookie_hash IS NOT NULL;
CREATE INDEX session_user ON session (org_id, user_id);

CREATE TABLE refresh_token (
  org_id         TEXT    NOT NULL,
  token_hash     BLOB    NOT NULL CHECK (length(token_hash) = 32),
  session_id     TEXT    NOT NULL,
  issued_at      INTEGER NOT NULL,
  used_at        INTEGER,
  successor_salt BLOB CHECK (length(successor_salt) = 32),
  PRIMARY KEY (org_id, token_hash),
  FOREIGN KEY (org_id, session_id) REFERENCES session,
  CHECK ((used_at IS NULL) = (successor_salt IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX refresh_token_session ON refresh_token (org_id, session_id);

CREATE TABLE cli_login (
  org_id       TEXT    NOT NULL REFERENCES organization,
  login_id     BLOB    NOT NULL CHECK (length(login_id) = 16),
  state        TEXT    NOT NULL CHECK (state IN ('announced', 'consented', 'relayed', 'spent')),
  challenge    BLOB    NOT NULL CHECK (length(challenge) = 32),
  state_hash   BLOB    NOT NULL CHECK (length(state_hash) = 32),
  port         INTEGER NOT NULL,
  device_name  TEXT    NOT NULL,
  from_address TEXT    NOT NULL,
  announced_at INTEGER NOT NULL,
  user_id      TEXT,
  code_hash    BLOB CHECK (length(code_hash) = 32),
  code_until   INTEGER,
  PRIMARY KEY (org_id, login_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users,
  CHECK (user_id IS NOT NULL OR state IN ('announced', 'spent')),
  CHECK (code_hash IS NOT NULL OR state <> 'relayed'),
  CHECK ((code_hash IS NULL) = (code_until IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX cli_login_code ON cli_login (org_id, code_hash)
  WHERE code_hash IS NOT NULL;
CREATE INDEX cli_login_age ON cli_login (org_id, announced_at);
CREATE INDEX cli_login_user ON cli_login (org_id, user_id);

-- A vault is its device statements, wraps, item versions and newest manifest. `manifest_hash` and
-- `head_hash` repeat what the notes hash to, so that a conditional write is one comparison.
CREATE TABLE vault (
  org_id        TEXT NOT NULL,
  user_id       TEXT NOT NULL,
  manifest      TEXT NOT NULL,
  manifest_hash BLOB NOT NULL CHECK (length(manifest_hash) = 32),
  head_hash     BLOB NOT NULL CHECK (length(head_hash) = 32),
  PRIMARY KEY (org_id, user_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users
) STRICT, WITHOUT ROWID;

CREATE TABLE vault_statement (
  org_id   TEXT    NOT NULL,
  user_id  TEXT    NOT NULL,
  position INTEGER NOT NULL,
  note     TEXT    NOT NULL,
  PRIMARY KEY (org_id, user_id, position),
  FOREIGN KEY (org_id, user_id) REFERENCES vault
) STRICT, WITHOUT ROWID;

CREATE TABLE vault_wrap (
  org_id   TEXT    NOT NULL,
  user_id  TEXT    NOT NULL,
  position INTEGER NOT NULL,
  note     TEXT    NOT NULL,
  PRIMARY KEY (org_id, user_id, position),
  FOREIGN KEY (org_id, user_id) REFERENCES vault
) STRICT, WITHOUT ROWID;

-- With a rowid: an item note can have 90 KiB, and big rows do not belong into an index.
CREATE TABLE vault_item (
  org_id   TEXT    NOT NULL,
  user_id  TEXT    NOT NULL,
  position INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  version  INTEGER NOT NULL,
  note     TEXT    NOT NULL,
  PRIMARY KEY (org_id, user_id, position),
  UNIQUE (org_id, user_id, name, version),
  FOREIGN KEY (org_id, user_id) REFERENCES vault
) STRICT;

CREATE TABLE join_request (
  org_id       TEXT    NOT NULL,
  user_id      TEXT    NOT NULL,
  request_id   BLOB    NOT NULL CHECK (length(request_id) = 16),
  created_at   INTEGER NOT NULL,
  not_after    INTEGER NOT NULL,
  request      TEXT    NOT NULL,
  proof        BLOB    NOT NULL CHECK (length(proof) = 32),
  answer_add   TEXT,
  answer_wrap  TEXT,
  answer_proof BLOB CHECK (length(answer_proof) = 32),
  PRIMARY KEY (org_id, user_id, request_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users,
  CHECK ((answer_add IS NULL) = (answer_wrap IS NULL)),
  CHECK ((answer_add IS NULL) = (answer_proof IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX join_request_age ON join_request (org_id, not_after);

-- The log. A leaf is what the tree commits to and never changes; its body (values and salts of the
-- fields) may be taken away later by erasure or pruning without breaking a proof.
CREATE TABLE audit_leaf (
  org_id     TEXT    NOT NULL REFERENCES organization,
  leaf_index INTEGER NOT NULL,
  event_id   TEXT    NOT NULL,
  leaf       TEXT    NOT NULL,
  leaf_hash  BLOB    NOT NULL CHECK (length(leaf_hash) = 32),
  PRIMARY KEY (org_id, leaf_index)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX audit_leaf_event ON audit_leaf (org_id, event_id);

CREATE TRIGGER audit_leaf_is_never_updated BEFORE UPDATE ON audit_leaf
BEGIN
  SELECT RAISE(ABORT, 'audit_leaf is append-only');
END;

CREATE TRIGGER audit_leaf_is_never_deleted BEFORE DELETE ON audit_leaf
BEGIN
  SELECT RAISE(ABORT, 'audit_leaf is append-only');
END;

-- Also closes the way around the trigger above: REPLACE deletes without firing it.
CREATE TRIGGER audit_leaf_is_only_appended BEFORE INSERT ON audit_leaf
WHEN NEW.leaf_index <> (SELECT coalesce(max(leaf_index) + 1, 0) FROM audit_leaf WHERE org_id = NEW.org_id)
  OR EXISTS (SELECT 1 FROM audit_leaf WHERE org_id = NEW.org_id AND event_id = NEW.event_id)
BEGIN
  SELECT RAISE(ABORT, 'audit_leaf is append-only');
END;

CREATE TABLE audit_body (
  org_id     TEXT    NOT NULL,
  leaf_index INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  field      TEXT    NOT NULL,
  value      TEXT    NOT NULL,
  salt       BLOB CHECK (length(salt) = 16),
  personal   INTEGER NOT NULL CHECK (personal IN (0, 1)),
  PRIMARY KEY (org_id, leaf_index, position),
  FOREIGN KEY (org_id, leaf_index) REFERENCES audit_leaf,
  CHECK ((personal = 1) = (salt IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_body_user ON audit_body (org_id, value, leaf_index) WHERE field = 'user';

-- The right edge of each log's tree: 32 bytes for each complete subtree, largest first.
CREATE TABLE audit_tree (
  org_id TEXT    NOT NULL PRIMARY KEY REFERENCES organization,
  size   INTEGER NOT NULL,
  edge   BLOB    NOT NULL CHECK (length(edge) % 32 = 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_checkpoint (
  org_id TEXT    NOT NULL PRIMARY KEY REFERENCES organization,
  size   INTEGER NOT NULL,
  note   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
