package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditSearch;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows audit events: an owner sees the organization's, a member their own.
public final class ListAudit {
  private static final int PAGE = 500;
  private static final int MOST_LOOKED_AT = 10_000;

  private final AuditTrail audit;

  /// Some entries, newest first.
  ///
  /// @param next where to go on; empty if there are no older ones
  public record Found(List<AuditTrail.Entry> entries, Optional<Long> next) {
    public Found {
      entries = List.copyOf(entries);
    }
  }

  public ListAudit(AuditTrail audit) {
    this.audit = audit;
  }

  public List<AuditTrail.Entry> newest(Actor actor, int limit) {
    return audit.newest(actor.org().auditLog(), about(actor), limit);
  }

  /// At most `limit` entries below number `before`. A search looks at ten thousand events at most
  /// and says where to go on, so that no request reads a whole log.
  public Found find(Actor actor, Optional<AuditSearch> search, long before, int limit) {
    List<AuditTrail.Entry> found = new ArrayList<>();
    long at = before;
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += PAGE) {
      int size = search.isEmpty() ? limit : PAGE;
      List<AuditTrail.Entry> page = audit.before(actor.org().auditLog(), about(actor), at, size);
      for (AuditTrail.Entry entry : page) {
        at = entry.index();
        if (search.isEmpty() || search.get().finds(entry.id(), entry.event())) {
          found.add(entry);
          if (found.size() == limit) {
            return new Found(found, at == 0 ? Optional.empty() : Optional.of(at));
          }
        }
      }
      if (page.size() < size) {
        return new Found(found, Optional.empty());
      }
    }
    return new Found(found, Optional.of(at));
  }

  /// The entries from number `index` on, oldest first.
  public List<AuditTrail.Entry> since(Actor actor, long index, int limit) {
    return audit.since(actor.org().auditLog(), about(actor), index, limit);
  }

  /// The newest signed checkpoint of the organization's log; empty if nothing was recorded yet.
  public Optional<Note> checkpoint(Actor actor) {
    return audit.checkpoint(actor.org().auditLog());
  }

  static Optional<String> about(Actor actor) {
    return actor.role() == Role.OWNER ? Optional.empty() : Optional.of(actor.userId().value());
  }
}
