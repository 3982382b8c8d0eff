package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.SingleLine;
import java.util.regex.Pattern;

/// One fact about an event. `personal` facts enter the log as a salted commitment, so that erasing
/// salt and value later leaves every proof intact.
///
/// Names are `[a-z][a-z0-9-]{0,39}`; values are one line of at most 512 characters.
public record AuditField(String name, String value, boolean personal) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public AuditField {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("audit field name has the wrong form");
    }
    if (value.length() > 512 || !SingleLine.isShowable(value)) {
      throw new IllegalArgumentException("audit field value must be one short line");
    }
  }

  public static AuditField open(String name, Object value) {
    return new AuditField(name, value.toString(), false);
  }

  public static AuditField personal(String name, Object value) {
    return new AuditField(name, value.toString(), true);
  }
}
