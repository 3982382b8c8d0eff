package com.optalocal.accounts.domain.audit;

import java.util.regex.Pattern;

/// Names one log: each organization has its own.
public record AuditLogId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public AuditLogId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("audit log id has the wrong form");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
