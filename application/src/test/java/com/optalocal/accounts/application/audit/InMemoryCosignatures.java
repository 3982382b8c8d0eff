package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Cosignatures in memory.
public final class InMemoryCosignatures implements Cosignatures {
  private record Key(AuditLogId log, VerifierKey witness, long size) {}

  private record Row(AuditLogId log, Cosigned cosigned) {}

  private final InMemoryTable<Key, Row> rows;

  public InMemoryCosignatures(InMemoryUnitOfWork work) {
    rows = work.table();
  }

  @Override
  public void keep(AuditLogId log, Cosigned cosigned) {
    boolean added =
        rows.add(new Key(log, cosigned.witness(), cosigned.size()), new Row(log, cosigned));
    assert added || !rows.values().isEmpty();
    of(log)
        .filter(other -> other.witness().equals(cosigned.witness()))
        .sorted(Comparator.comparingLong(Cosigned::size).reversed())
        .skip(KEPT)
        .toList()
        .forEach(old -> rows.remove(new Key(log, old.witness(), old.size())));
  }

  private Stream<Cosigned> of(AuditLogId log) {
    return rows.values().stream().filter(row -> row.log().equals(log)).map(Row::cosigned);
  }

  @Override
  public List<Cosigned> covering(AuditLogId log, long index) {
    return of(log)
        .filter(cosigned -> cosigned.size() > index)
        .sorted(
            Comparator.comparingLong(Cosigned::size)
                .thenComparing(cosigned -> cosigned.witness().toString()))
        .toList();
  }

  @Override
  public int witnesses(AuditLogId log) {
    return Math.toIntExact(of(log).map(Cosigned::witness).distinct().count());
  }
}
