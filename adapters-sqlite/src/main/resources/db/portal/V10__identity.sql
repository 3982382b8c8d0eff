-- Users with either address, or none; what they prove themselves with; sessions that tell how.
--
-- `users` is made anew, since an e-mail address is no longer required. Its rows are taken out and
-- put back within this transaction, so every reference to them holds at its end.
PRAGMA defer_foreign_keys = ON;

CREATE TEMP TABLE users_before AS SELECT * FROM users;

DROP TABLE users;

-- With a rowid: metadata can have 64 KiB, and big rows do not belong into an index.
CREATE TABLE users (
  org_id             TEXT    NOT NULL REFERENCES organization,
  user_id            TEXT    NOT NULL,
  email              TEXT,
  phone              TEXT,
  email_confirmed_at INTEGER,
  phone_confirmed_at INTEGER,
  new_email          TEXT,
  new_email_halves   INTEGER NOT NULL DEFAULT 0,
  new_phone          TEXT,
  invited_at         INTEGER,
  confirmation_at    INTEGER,
  recovery_at        INTEGER,
  email_change_at    INTEGER,
  phone_change_at    INTEGER,
  reauthentication_at INTEGER,
  guest              INTEGER NOT NULL DEFAULT 0 CHECK (guest IN (0, 1)),
  banned_until       INTEGER,
  deleted_at         INTEGER,
  user_metadata      TEXT    NOT NULL DEFAULT '{}',
  app_metadata       TEXT    NOT NULL DEFAULT '{}',
  last_sign_in_at    INTEGER,
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  PRIMARY KEY (org_id, user_id)
) STRICT;

CREATE UNIQUE INDEX users_email ON users (org_id, email) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX users_phone ON users (org_id, phone) WHERE phone IS NOT NULL;
CREATE INDEX users_age ON users (org_id, created_at DESC, user_id);

INSERT INTO users
  (org_id, user_id, email, email_confirmed_at, user_metadata, app_metadata, created_at, updated_at)
SELECT
  org_id,
  user_id,
  email,
  created_at,
  CASE WHEN name IS NULL THEN '{}' ELSE json_object('name', name) END,
  '{"provider":"email"' || char(10) || ',"providers":["email"]}',
  created_at,
  created_at
FROM users_before;

CREATE TABLE identity (
  org_id          TEXT    NOT NULL,
  user_id         TEXT    NOT NULL,
  identity_id     TEXT    NOT NULL,
  provider        TEXT    NOT NULL,
  issuer          TEXT    NOT NULL,
  subject         TEXT    NOT NULL,
  data            TEXT    NOT NULL,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  last_sign_in_at INTEGER,
  PRIMARY KEY (org_id, user_id, identity_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX identity_name ON identity (org_id, issuer, subject);

INSERT INTO identity
  (org_id, user_id, identity_id, provider, issuer, subject, data, created_at, updated_at)
SELECT
  org_id,
  user_id,
  user_id,
  'email',
  'email',
  user_id,
  '{"email":' || json_quote(email) || char(10) || ',"email_verified":false' || char(10)
    || ',"phone_verified":false' || char(10) || ',"sub":' || json_quote(user_id) || '}',
  created_at,
  created_at
FROM users_before;

DROP TABLE users_before;

ALTER TABLE session ADD COLUMN proofs TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN address TEXT;
ALTER TABLE session ADD COLUMN agent TEXT;
ALTER TABLE session ADD COLUMN refreshed_at INTEGER;

-- one proof a line: its method, a space, when in milliseconds
UPDATE session SET proofs = 'password ' || created_at;

DROP INDEX session_user;
CREATE INDEX session_user ON session (org_id, user_id, created_at DESC);

-- Whoever is removed takes along all that the older tables keep for them; newer tables cascade.
CREATE TRIGGER users_take_their_rows_along BEFORE DELETE ON users
BEGIN
  DELETE FROM refresh_token WHERE org_id = OLD.org_id AND session_id IN
    (SELECT session_id FROM session WHERE org_id = OLD.org_id AND user_id = OLD.user_id);
  DELETE FROM session WHERE org_id = OLD.org_id AND user_id = OLD.user_id;
  DELETE FROM cli_login WHERE org_id = OLD.org_id AND user_id = OLD.user_id;
  DELETE FROM password WHERE org_id = OLD.org_id AND user_id = OLD.user_id;
  DELETE FROM member WHERE org_id = OLD.org_id AND user_id = OLD.user_id;
  DELETE FROM join_request WHERE org_id = OLD.org_id AND user_id = OLD.user_id;
  DELETE FROM vault_item WHERE org_id = OLD.org_id AND user_id = OLD.user_id;
  DELETE FROM vault_wrap WHERE org_id = OLD.org_id AND user_id = OLD.user_id;
  DELETE FROM vault_statement WHERE org_id = OLD.org_id AND user_id = OLD.user_id;
  DELETE FROM vault WHERE org_id = OLD.org_id AND user_id = OLD.user_id;
END;

-- Sign-ins of programs that go on elsewhere.
CREATE TABLE flow (
  org_id    TEXT    NOT NULL REFERENCES organization,
  flow_id   TEXT    NOT NULL,
  challenge BLOB    NOT NULL CHECK (length(challenge) = 32),
  method    TEXT    NOT NULL,
  begun_at  INTEGER NOT NULL,
  code_hash BLOB CHECK (length(code_hash) = 32),
  user_id   TEXT,
  code_at   INTEGER,
  PRIMARY KEY (org_id, flow_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users ON DELETE CASCADE,
  CHECK ((code_hash IS NULL) = (user_id IS NULL)),
  CHECK ((code_hash IS NULL) = (code_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX flow_code ON flow (org_id, code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX flow_age ON flow (org_id, begun_at);
CREATE INDEX flow_user ON flow (org_id, user_id);

-- Told to the planner, which would take org_id alone for selective when it deletes: that nearly
-- every row has the same one, and few rows the same user or session.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('flow', 'flow', '1000000 1000000 1'),
  ('flow', 'flow_user', '1000000 1000000 4 1'),
  ('cli_login', 'cli_login', '1000000 1000000 1'),
  ('cli_login', 'cli_login_user', '1000000 1000000 4 1'),
  ('session', 'session', '1000000 1000000 1'),
  ('session', 'session_user', '1000000 1000000 4 2 1'),
  ('refresh_token', 'refresh_token', '1000000 1000000 1'),
  ('refresh_token', 'refresh_token_session', '1000000 1000000 20 1');
ANALYZE sqlite_schema;
