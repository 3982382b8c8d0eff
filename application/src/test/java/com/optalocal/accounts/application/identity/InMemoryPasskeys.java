package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class InMemoryPasskeys implements Passkeys {
  private record Key(OrgId org, ByteString credential) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, Passkey> passkeys;

  public InMemoryPasskeys(InMemoryUnitOfWork work) {
    this.work = work;
    passkeys = work.table();
  }

  @Override
  public boolean add(OrgId org, Passkey passkey) {
    return passkeys.add(new Key(org, passkey.credential().id()), passkey);
  }

  @Override
  public void update(OrgId org, Passkey passkey) {
    work.atomically(() -> {
      Optional<Passkey> there = own(org, passkey.user(), passkey.id());
      there.ifPresent(old ->
          passkeys.put(
              new Key(org, old.credential().id()),
              new Passkey(
                  old.id(),
                  old.user(),
                  passkey.name(),
                  passkey.credential(),
                  old.createdAt(),
                  passkey.lastUsedAt())));
      return there;
    });
  }

  @Override
  public Optional<Passkey> findByCredential(OrgId org, ByteString credentialId) {
    return passkeys.get(new Key(org, credentialId));
  }

  @Override
  public List<Passkey> of(OrgId org, UserId user) {
    return passkeys.values(key -> key.org().equals(org)).stream()
        .filter(passkey -> passkey.user().equals(user))
        .sorted(
            Comparator.comparing(Passkey::createdAt).thenComparing(passkey -> passkey.id().value()))
        .toList();
  }

  @Override
  public boolean remove(OrgId org, UserId user, PasskeyId id) {
    return work.atomically(() -> {
      Optional<Passkey> there = own(org, user, id);
      there.ifPresent(passkey -> passkeys.remove(new Key(org, passkey.credential().id())));
      return there.isPresent();
    });
  }

  private Optional<Passkey> own(OrgId org, UserId user, PasskeyId id) {
    return of(org, user).stream().filter(passkey -> passkey.id().equals(id)).findFirst();
  }
}
