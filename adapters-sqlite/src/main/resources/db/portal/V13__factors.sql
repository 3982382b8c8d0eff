-- Second factors, recovery codes and passkeys, and what users are asked to prove.
CREATE TABLE factor (
  org_id             TEXT    NOT NULL,
  user_id            TEXT    NOT NULL,
  factor_id          TEXT    NOT NULL,
  type               TEXT    NOT NULL CHECK (type IN ('totp', 'webauthn')),
  name               TEXT,
  -- of an authenticator app; opens under the portal's factor key alone
  sealed_secret      BLOB,
  last_counter       INTEGER,
  -- of a security key, once it has registered
  credential_id      BLOB,
  attested           BLOB,
  sign_count         INTEGER,
  backup_eligible    INTEGER CHECK (backup_eligible IN (0, 1)),
  backed_up          INTEGER CHECK (backed_up IN (0, 1)),
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  verified_at        INTEGER,
  last_challenged_at INTEGER,
  PRIMARY KEY (org_id, user_id, factor_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users ON DELETE CASCADE,
  CHECK ((type = 'totp') = (sealed_secret IS NOT NULL)),
  CHECK ((sealed_secret IS NULL) = (last_counter IS NULL)),
  CHECK ((credential_id IS NULL) = (attested IS NULL)),
  CHECK (type = 'webauthn' OR credential_id IS NULL)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX factor_name ON factor (org_id, user_id, name) WHERE name IS NOT NULL;

CREATE TABLE recovery_code (
  org_id    TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
  PRIMARY KEY (org_id, user_id, code_hash),
  FOREIGN KEY (org_id, user_id) REFERENCES users ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE passkey (
  org_id          TEXT    NOT NULL,
  user_id         TEXT    NOT NULL,
  passkey_id      TEXT    NOT NULL,
  name            TEXT,
  credential_id   BLOB    NOT NULL,
  attested        BLOB    NOT NULL,
  sign_count      INTEGER NOT NULL,
  backup_eligible INTEGER NOT NULL CHECK (backup_eligible IN (0, 1)),
  backed_up       INTEGER NOT NULL CHECK (backed_up IN (0, 1)),
  created_at      INTEGER NOT NULL,
  last_used_at    INTEGER,
  PRIMARY KEY (org_id, user_id, passkey_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX passkey_credential ON passkey (org_id, credential_id);

-- With a rowid: without one, SQLite looks a user's up by organization alone.
-- purpose 'factor' has user and factor, 'registration' a user, 'sign-in' neither
CREATE TABLE challenge (
  org_id       TEXT    NOT NULL REFERENCES organization,
  challenge_id TEXT    NOT NULL,
  purpose      TEXT    NOT NULL CHECK (purpose IN ('factor', 'registration', 'sign-in')),
  user_id      TEXT,
  factor_id    TEXT,
  nonce        BLOB    NOT NULL CHECK (length(nonce) = 32),
  address      TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (org_id, challenge_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users ON DELETE CASCADE,
  CHECK ((purpose = 'sign-in') = (user_id IS NULL)),
  CHECK ((purpose = 'factor') = (factor_id IS NOT NULL))
) STRICT;

CREATE INDEX challenge_age ON challenge (org_id, created_at);
CREATE INDEX challenge_user ON challenge (org_id, user_id);

CREATE TABLE wrong_tries (
  org_id  TEXT    NOT NULL,
  user_id TEXT    NOT NULL,
  count   INTEGER NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (org_id, user_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
