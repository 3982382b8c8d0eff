package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.ByteString;

/// A key pair's public half, as an authenticator registered it (Web Authentication Level 3 §4,
/// credential record).
///
/// @param id what the authenticator finds the private half by
/// @param attested AAGUID, id and public key, as in §6.5.2
/// @param signCount the highest count it has signed with; 0 if it does not count
/// @param backupEligible whether the private half may leave the authenticator; never changes
/// @param backedUp whether it has
public record WebAuthnCredential(
    ByteString id, ByteString attested, long signCount, boolean backupEligible, boolean backedUp) {
  private static final int MAX_ID = 1023;
  private static final int MAX_ATTESTED = 8192;

  public WebAuthnCredential {
    if (id.length() < 1 || id.length() > MAX_ID || attested.length() > MAX_ATTESTED) {
      throw new IllegalArgumentException("a credential has the wrong size");
    }
    if (signCount < 0 || signCount > 0xffff_ffffL) {
      throw new IllegalArgumentException("a sign count has 32 bits");
    }
  }
}
