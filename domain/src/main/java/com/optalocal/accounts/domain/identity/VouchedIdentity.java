package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/// What an OpenID Connect provider says of somebody who has just proven themselves there. Its
/// signature was verified, and it was meant for this portal and this very sign-in.
///
/// @param data for the contract's `identity_data`
/// @param email an address that the provider says is proven; empty if it only passes one on
public record VouchedIdentity(
    Provider provider, String issuer, String subject, Metadata data, Optional<Email> email) {

  /// As `user`'s identity from `now` on.
  ///
  /// @param id a UUID
  public Identity of(UserId user, String id, Instant now) {
    return new Identity(id, user, provider, issuer, subject, data, now, now, Optional.of(now));
  }
}
