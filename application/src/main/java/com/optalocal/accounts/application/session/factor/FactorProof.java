package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.domain.identity.WebAuthnAnswer;

/// What somebody proves a second factor with.
public sealed interface FactorProof {
  /// A code of an authenticator app, as typed.
  record Code(String typed) implements FactorProof {}

  /// A recovery code, as typed, in place of any factor.
  record Recovery(String typed) implements FactorProof {}

  /// An authenticator's answer.
  record Authenticator(WebAuthnAnswer answer) implements FactorProof {}
}
