package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds by looking at everybody.
public final class InMemoryUsers implements Users {
  private record Key(OrgId org, UserId id) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, Account> accounts;

  public InMemoryUsers(InMemoryUnitOfWork work) {
    this.work = work;
    accounts = work.table();
  }

  @Override
  public boolean add(OrgId org, Account account) {
    return work.atomically(
        () -> find(org, account.id()).isEmpty() && isFree(org, account) && put(org, account));
  }

  @Override
  public boolean update(OrgId org, Account account) {
    return work.atomically(
        () -> find(org, account.id()).isPresent() && isFree(org, account) && put(org, account));
  }

  private boolean put(OrgId org, Account account) {
    accounts.put(new Key(org, account.id()), account);
    return true;
  }

  private boolean isFree(OrgId org, Account wanted) {
    return findOne(
            org,
            other ->
                !other.id().equals(wanted.id())
                    && (shares(other.user().email(), wanted.user().email())
                        || shares(other.user().phone(), wanted.user().phone())))
        .isEmpty();
  }

  private static boolean shares(Optional<?> one, Optional<?> other) {
    return one.isPresent() && one.equals(other);
  }

  @Override
  public boolean remove(OrgId org, UserId id) {
    return work.atomically(() -> {
      boolean there = find(org, id).isPresent();
      accounts.remove(new Key(org, id));
      return there;
    });
  }

  @Override
  public Optional<Account> find(OrgId org, UserId id) {
    return accounts.get(new Key(org, id));
  }

  @Override
  public Optional<Account> findByEmail(OrgId org, Email email) {
    return findOne(org, account -> account.user().email().equals(Optional.of(email)));
  }

  @Override
  public Optional<Account> findByPhone(OrgId org, Phone phone) {
    return findOne(org, account -> account.user().phone().equals(Optional.of(phone)));
  }

  private Optional<Account> findOne(OrgId org, Predicate<Account> wanted) {
    return all(org).stream().filter(wanted).findFirst();
  }

  private List<Account> all(OrgId org) {
    return accounts.values(key -> key.org().equals(org));
  }

  @Override
  public Page list(OrgId org, String beginning, long offset, int limit) {
    Comparator<Account> byAge =
        Comparator.comparing((Account account) -> account.user().createdAt())
            .reversed()
            .thenComparing(account -> account.id().value());
    Comparator<Account> byEmail = Comparator.comparing(account -> address(account));
    List<Account> wanted =
        all(org).stream()
            .filter(account -> beginning.isEmpty() || address(account).startsWith(beginning))
            .sorted(beginning.isEmpty() ? byAge : byEmail)
            .toList();
    return new Page(wanted.stream().skip(offset).limit(limit).toList(), wanted.size());
  }

  private static String address(Account account) {
    return account.user().email().map(Email::value).orElse("");
  }
}
