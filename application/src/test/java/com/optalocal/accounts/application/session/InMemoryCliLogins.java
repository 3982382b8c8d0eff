package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import java.util.Optional;

public final class InMemoryCliLogins implements CliLogins {
  private record Key(OrgId org, CliLoginId id) {}

  private record Code(OrgId org, Hash hash) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, CliLogin> logins;
  private final InMemoryTable<Code, CliLoginId> codes;

  public InMemoryCliLogins(InMemoryUnitOfWork work) {
    this.work = work;
    logins = work.table();
    codes = work.table();
  }

  @Override
  public void put(OrgId org, CliLogin login) {
    work.atomically(() -> {
      CliLoginId id = login.announcement().id();
      logins.put(new Key(org, id), login);
      if (login instanceof CliLogin.Relayed relayed) {
        codes.put(new Code(org, relayed.codeHash()), id);
      }
      return id;
    });
  }

  @Override
  public Optional<CliLogin> find(OrgId org, CliLoginId id) {
    return logins.get(new Key(org, id));
  }

  @Override
  public Optional<CliLogin> findByCode(OrgId org, Hash code) {
    return codes.get(new Code(org, code)).flatMap(id -> find(org, id));
  }
}
