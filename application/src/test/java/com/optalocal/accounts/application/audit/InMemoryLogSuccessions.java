package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.note.Note;
import java.util.Comparator;
import java.util.List;

/// Successions of log keys in memory.
public final class InMemoryLogSuccessions implements LogSuccessions {
  private record Key(AuditLogId log, int position) {}

  private record Row(AuditLogId log, int position, Note note) {}

  private final InMemoryTable<Key, Row> rows;

  public InMemoryLogSuccessions(InMemoryUnitOfWork work) {
    rows = work.table();
  }

  @Override
  public List<Note> of(AuditLogId log) {
    return rows.values().stream()
        .filter(row -> row.log().equals(log))
        .sorted(Comparator.comparingInt(Row::position))
        .map(Row::note)
        .toList();
  }

  @Override
  public void add(AuditLogId log, Note succession) {
    int position = of(log).size();
    boolean added = rows.add(new Key(log, position), new Row(log, position, succession));
    assert added;
  }
}
