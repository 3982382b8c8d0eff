package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.WrongTries;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

public final class InMemoryChallenges implements Challenges {
  private record Key(OrgId org, ChallengeId id) {}

  private record Person(OrgId org, UserId user) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, Challenge> challenges;
  private final InMemoryTable<Person, WrongTries> tries;

  public InMemoryChallenges(InMemoryUnitOfWork work) {
    this.work = work;
    challenges = work.table();
    tries = work.table();
  }

  @Override
  public void add(OrgId org, Challenge challenge, Instant now) {
    work.atomically(() -> {
      challenges.values(key -> key.org().equals(org)).stream()
          .filter(old -> old.isOver(now.minus(Duration.ofHours(1))))
          .forEach(old -> challenges.remove(new Key(org, old.id())));
      challenges.put(new Key(org, challenge.id()), challenge);
      return challenge;
    });
  }

  @Override
  public Optional<Challenge> find(OrgId org, ChallengeId id) {
    return challenges.get(new Key(org, id));
  }

  @Override
  public boolean remove(OrgId org, ChallengeId id) {
    return work.atomically(() -> {
      boolean there = find(org, id).isPresent();
      challenges.remove(new Key(org, id));
      return there;
    });
  }

  @Override
  public Optional<WrongTries> wrongTries(OrgId org, UserId user) {
    return tries.get(new Person(org, user));
  }

  @Override
  public void keepWrongTries(OrgId org, UserId user, WrongTries kept) {
    tries.put(new Person(org, user), kept);
  }

  @Override
  public void forgetWrongTries(OrgId org, UserId user) {
    tries.remove(new Person(org, user));
  }
}
