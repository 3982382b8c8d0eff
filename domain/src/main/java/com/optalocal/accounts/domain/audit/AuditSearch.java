package com.optalocal.accounts.domain.audit;

import java.util.Locale;

/// What somebody looks for: a part of an action's code or of a value, in any case.
public record AuditSearch(String text) {
  public AuditSearch {
    text = text.strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty() || text.length() > 100 || text.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("a search is 1 to 100 characters");
    }
  }

  public boolean finds(AuditEventId id, AuditEvent event) {
    return has(event.action().code())
        || has(id.value())
        || event.fields().stream().anyMatch(field -> has(field.value()));
  }

  private boolean has(String value) {
    return value.toLowerCase(Locale.ROOT).contains(text);
  }
}
