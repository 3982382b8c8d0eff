-- With a rowid: its rows are so narrow that SQLite would rather walk an organization's than use the
-- index on users, which a removed user needs.
--
-- Browsers that are at an OpenID Connect provider, and identities that a flow's code adds.
CREATE TABLE provider_visit (
  org_id   TEXT    NOT NULL REFERENCES organization,
  state    BLOB    NOT NULL CHECK (length(state) = 32),
  browser  BLOB CHECK (length(browser) = 32),
  provider TEXT    NOT NULL,
  flow_id  TEXT,
  user_id  TEXT,
  target   TEXT    NOT NULL,
  begun_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, state),
  FOREIGN KEY (org_id, user_id) REFERENCES users ON DELETE CASCADE,
  -- only a link, which its flow's verifier protects, is tied to no browser
  CHECK ((browser IS NULL) = (user_id IS NOT NULL)),
  CHECK (user_id IS NULL OR flow_id IS NOT NULL)
) STRICT;

CREATE INDEX provider_visit_age ON provider_visit (org_id, begun_at);
CREATE INDEX provider_visit_user ON provider_visit (org_id, user_id);

ALTER TABLE flow ADD COLUMN link_provider TEXT;
ALTER TABLE flow ADD COLUMN link_issuer TEXT;
ALTER TABLE flow ADD COLUMN link_subject TEXT;
ALTER TABLE flow ADD COLUMN link_email TEXT;
ALTER TABLE flow ADD COLUMN link_data TEXT;
