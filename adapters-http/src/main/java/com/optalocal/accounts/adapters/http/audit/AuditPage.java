package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditField;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The newest audit events.
public record AuditPage(List<Line> lines) {
  /// @param facts what is recorded about the event, as `name value`
  public record Line(long index, Instant at, String action, String facts) {
    static Line of(AuditTrail.Entry entry) {
      return new Line(
          entry.index(),
          entry.event().at(),
          entry.event().action().code(),
          entry.event().fields().stream()
              .filter(field -> !IDS.contains(field.name()))
              .map(AuditField::value)
              .collect(Collectors.joining(" · ")));
    }
  }

  /// Facts that mean nothing to a person; the API has them.
  private static final List<String> IDS =
      List.of("user", "session", "vault", "request", "device", "writer", "seq");

  public AuditPage {
    lines = List.copyOf(lines);
  }
}
