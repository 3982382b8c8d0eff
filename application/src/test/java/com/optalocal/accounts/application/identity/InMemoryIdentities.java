package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class InMemoryIdentities implements Identities {
  private record Name(OrgId org, String issuer, String subject) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Name, Identity> identities;

  public InMemoryIdentities(InMemoryUnitOfWork work) {
    this.work = work;
    identities = work.table();
  }

  @Override
  public boolean add(OrgId org, Identity identity) {
    return identities.add(name(org, identity), identity);
  }

  @Override
  public void update(OrgId org, Identity identity) {
    work.atomically(() -> {
      Optional<Identity> there = own(org, identity.user(), identity.id());
      there.ifPresent(old ->
          identities.put(
              name(org, old),
              new Identity(
                  old.id(),
                  old.user(),
                  old.provider(),
                  old.issuer(),
                  old.subject(),
                  identity.data(),
                  old.createdAt(),
                  identity.updatedAt(),
                  identity.lastSignInAt())));
      return there;
    });
  }

  @Override
  public Optional<Identity> find(OrgId org, String issuer, String subject) {
    return identities.get(new Name(org, issuer, subject));
  }

  @Override
  public List<Identity> of(OrgId org, UserId user) {
    return identities.values(name -> name.org().equals(org)).stream()
        .filter(identity -> identity.user().equals(user))
        .sorted(Comparator.comparing(Identity::createdAt).thenComparing(Identity::id))
        .toList();
  }

  @Override
  public boolean remove(OrgId org, UserId user, String id) {
    return work.atomically(() -> {
      Optional<Identity> there = own(org, user, id);
      there.ifPresent(identity -> identities.remove(name(org, identity)));
      return there.isPresent();
    });
  }

  private Optional<Identity> own(OrgId org, UserId user, String id) {
    return of(org, user).stream().filter(identity -> identity.id().equals(id)).findFirst();
  }

  private static Name name(OrgId org, Identity identity) {
    return new Name(org, identity.issuer(), identity.subject());
  }
}
