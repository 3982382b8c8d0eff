package com.optalocal.accounts.domain.identity;

import java.util.Arrays;
import java.util.List;

/// What a message asks its reader to confirm. Two purposes with one slot replace each other: of the
/// messages to one user, the newest of a slot counts.
public enum MessagePurpose {
  SIGN_UP("signup", "confirmation"),
  INVITE("invite", "confirmation"),
  MAGIC_LINK("magiclink", "recovery"),
  RECOVERY("recovery", "recovery"),
  EMAIL_CHANGE_CURRENT("email_change_current", "email_change_current"),
  EMAIL_CHANGE_NEW("email_change_new", "email_change_new"),
  PHONE_SIGN_UP("sms_signup", "sms"),
  PHONE_SIGN_IN("sms", "sms"),
  PHONE_CHANGE("phone_change", "phone_change"),
  REAUTHENTICATION("reauthentication", "reauthentication");

  private final String code;
  private final String slot;

  MessagePurpose(String code, String slot) {
    this.code = code;
    this.slot = slot;
  }

  /// What stands in stores and in the audit log.
  public String code() {
    return code;
  }

  public String slot() {
    return slot;
  }

  /// What links call it, in the identity contract's words.
  public String type() {
    return switch (this) {
      case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW -> "email_change";
      case PHONE_SIGN_UP -> PHONE_SIGN_IN.code;
      default -> code;
    };
  }

  /// The slots in which a token that somebody presents as `type` may lie; none if there is no such
  /// type.
  public static List<String> slotsOf(String type) {
    if (type.equals("email")) {
      return List.of(SIGN_UP.slot, MAGIC_LINK.slot);
    }
    return Arrays.stream(values())
        .filter(purpose -> purpose != REAUTHENTICATION && purpose.type().equals(type))
        .map(MessagePurpose::slot)
        .distinct()
        .toList();
  }

  /// @throws IllegalArgumentException if there is no such purpose
  public static MessagePurpose parse(String code) {
    return Arrays.stream(values())
        .filter(purpose -> purpose.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such purpose of a message"));
  }
}
