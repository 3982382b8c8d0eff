package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class InMemoryFactors implements Factors {
  private record Key(OrgId org, UserId user, FactorId id) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, Factor> factors;

  public InMemoryFactors(InMemoryUnitOfWork work) {
    this.work = work;
    factors = work.table();
  }

  @Override
  public boolean add(OrgId org, Factor factor) {
    return work.atomically(() ->
        (factor.name().isEmpty()
                || of(org, factor.user()).stream()
                    .noneMatch(other -> other.name().equals(factor.name())))
            && factors.add(new Key(org, factor.user(), factor.id()), factor));
  }

  @Override
  public void update(OrgId org, Factor factor) {
    work.atomically(() -> {
      Optional<Factor> there = find(org, factor.user(), factor.id());
      there.ifPresent(old ->
          factors.put(
              new Key(org, factor.user(), factor.id()),
              new Factor(
                  old.id(),
                  old.user(),
                  old.name(),
                  factor.means(),
                  old.createdAt(),
                  factor.updatedAt(),
                  factor.verifiedAt(),
                  factor.lastChallengedAt())));
      return there;
    });
  }

  @Override
  public Optional<Factor> find(OrgId org, UserId user, FactorId id) {
    return factors.get(new Key(org, user, id));
  }

  @Override
  public List<Factor> of(OrgId org, UserId user) {
    return factors.values(key -> key.org().equals(org) && key.user().equals(user)).stream()
        .sorted(
            Comparator.comparing(Factor::createdAt).thenComparing(factor -> factor.id().value()))
        .toList();
  }

  @Override
  public boolean remove(OrgId org, UserId user, FactorId id) {
    return work.atomically(() -> {
      boolean there = find(org, user, id).isPresent();
      factors.remove(new Key(org, user, id));
      return there;
    });
  }
}
