package com.optalocal.accounts.domain.identity;

import java.time.Duration;

/// What the operator decided about accounts.
///
/// @param emailsNeedNoProof whether an e-mail address counts as its user's unproven
/// @param phonesNeedNoProof the same for a phone number
/// @param phones whether there are accounts with a phone number
/// @param guests whether somebody may sign in without any address
/// @param bothConfirmChange whether a new e-mail address is confirmed at the old one too
/// @param reauthenticates whether a new password takes a code from a fresh message
/// @param tokensLive how long a link or code is good for
public record AccountRules(
    boolean emailsNeedNoProof,
    boolean phonesNeedNoProof,
    boolean phones,
    boolean guests,
    boolean bothConfirmChange,
    boolean reauthenticates,
    Duration tokensLive) {

  public AccountRules {
    if (tokensLive.isNegative() || tokensLive.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("one-time tokens live for a day at most");
    }
  }

  public boolean needsProof(Address address) {
    return switch (address) {
      case Address.Mail mail -> !emailsNeedNoProof;
      case Address.Mobile mobile -> !phonesNeedNoProof;
    };
  }
}
