package com.optalocal.accounts.domain.session;

import java.util.Arrays;

/// How somebody proved who they are, in the words of the `amr` claim.
public enum SignInMethod {
  PASSWORD("password"),
  OTP("otp"),
  MAGIC_LINK("magiclink"),
  RECOVERY("recovery"),
  INVITE("invite"),
  SIGN_UP("email/signup"),
  EMAIL_CHANGE("email_change"),
  OAUTH("oauth"),
  ANONYMOUS("anonymous"),
  PASSKEY("passkey"),
  CLI("cli"),
  OAUTH_SERVER("oauth_provider/authorization_code"),
  TOTP("totp"),
  WEBAUTHN("mfa/webauthn"),
  RECOVERY_CODE("recovery_code");

  private final String code;

  SignInMethod(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /// Whether it counts as the second of two factors. A passkey is two in one: the device, and what
  /// unlocks it.
  public boolean isSecondFactor() {
    return this == TOTP || this == WEBAUTHN || this == RECOVERY_CODE || this == PASSKEY;
  }

  /// @throws IllegalArgumentException if there is no such method
  public static SignInMethod parse(String code) {
    return Arrays.stream(values())
        .filter(method -> method.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such sign-in method"));
  }
}
