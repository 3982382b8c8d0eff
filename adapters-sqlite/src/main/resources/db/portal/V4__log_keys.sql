-- How the keys of a log followed one another is only added to.
CREATE TRIGGER audit_log_key_is_never_updated BEFORE UPDATE ON audit_log_key
BEGIN
  SELECT RAISE(ABORT, 'audit_log_key is only added to');
END;

CREATE TRIGGER audit_log_key_is_never_deleted BEFORE DELETE ON audit_log_key
BEGIN
  SELECT RAISE(ABORT, 'audit_log_key is only added to');
END;

-- REPLACE deletes without firing the trigger above.
CREATE TRIGGER audit_log_key_is_only_added BEFORE INSERT ON audit_log_key
WHEN EXISTS (
  SELECT 1 FROM audit_log_key WHERE org_id = NEW.org_id AND position = NEW.position)
BEGIN
  SELECT RAISE(ABORT, 'audit_log_key is only added to');
END;
