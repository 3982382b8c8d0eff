package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import java.util.Optional;

/// Terminal sign-ins that are under way. Entries older than ten minutes may vanish at any time.
public interface CliLogins {
  /// Stores a new state of a login, replacing the one before.
  void put(OrgId org, CliLogin login);

  Optional<CliLogin> find(OrgId org, CliLoginId id);

  /// The login whose code hashes to `code`, spent or not.
  Optional<CliLogin> findByCode(OrgId org, Hash code);
}
