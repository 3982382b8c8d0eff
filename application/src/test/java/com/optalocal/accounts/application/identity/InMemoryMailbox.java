package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;

public final class InMemoryMailbox implements Mailbox {
  private record Key(OrgId org, long number) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, Letter> letters;
  private long count;

  public InMemoryMailbox(InMemoryUnitOfWork work) {
    this.work = work;
    letters = work.table();
  }

  @Override
  public void put(OrgId org, Letter letter) {
    work.atomically(() -> {
      letters.put(new Key(org, count++), letter);
      letters.remove(new Key(org, count - 1 - KEPT));
      return letter;
    });
  }

  @Override
  public List<Letter> newest(OrgId org, int limit) {
    return letters.values(key -> key.org().equals(org)).reversed().stream().limit(limit).toList();
  }
}
