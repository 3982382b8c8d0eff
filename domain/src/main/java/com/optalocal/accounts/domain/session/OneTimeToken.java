package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.note.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a message carried to `address`, as the portal remembers it: by hashes alone. Good for one
/// use, and for five wrong guesses at its code.
///
/// @param flow the program's sign-in that goes on behind the link
/// @param wrong how many codes were tried in vain
public record OneTimeToken(
    UserId user,
    MessagePurpose purpose,
    Address address,
    Secrets secrets,
    Optional<FlowId> flow,
    int wrong,
    Instant issuedAt) {
  public static final int GUESSES = 5;

  /// @param link the hash of the link's token
  /// @param code the keyed hash of the code
  public record Secrets(Hash link, Hash code) {}

  public boolean isGood(Instant now, Duration lifetime) {
    return wrong < GUESSES && now.isBefore(issuedAt.plus(lifetime));
  }

  /// This token after one more wrong guess.
  public OneTimeToken missed() {
    return new OneTimeToken(user, purpose, address, secrets, flow, wrong + 1, issuedAt);
  }
}
