package com.optalocal.accounts.domain.organization;

import com.optalocal.accounts.domain.audit.AuditLogId;
import java.util.regex.Pattern;

/// Names an organization: 1–40 of `a-z 0-9 -`, as in `opta-core`. First column of every key.
public record OrgId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /// Exists from the first migration on.
  public static final OrgId DEFAULT = new OrgId("default");

  public OrgId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("organization id has the wrong form");
    }
  }

  /// The log that records what happens in this organization.
  public AuditLogId auditLog() {
    return new AuditLogId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
