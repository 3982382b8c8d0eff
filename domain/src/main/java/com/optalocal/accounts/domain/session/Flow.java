package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.note.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A sign-in that a program began with a PKCE challenge and that goes on elsewhere: at another
/// provider, or behind a link in a message. Whoever completes it there gets a code; only the
/// program that holds the verifier makes a session of it (RFC 7636).
///
/// @param code the code that was handed out, once there is one
public record Flow(
    FlowId id, PkceChallenge challenge, SignInMethod method, Instant begunAt, Optional<Code> code) {
  /// How long a flow waits to be completed: as long as the longest-lived message.
  public static final Duration WAITS = Duration.ofDays(1);

  /// How long its code can be redeemed.
  public static final Duration CODE_FOR = Duration.ofMinutes(5);

  /// Who completed the flow, when, and the hash of the code that they got for it.
  ///
  /// @param link an identity that becomes theirs when the code is redeemed, and not before: only
  ///   then is it certain that the program that asked for it and the person at the provider belong
  ///   together
  public record Code(Hash hash, UserId user, Instant issuedAt, Optional<VouchedIdentity> link) {
    public Code(Hash hash, UserId user, Instant issuedAt) {
      this(hash, user, issuedAt, Optional.empty());
    }
  }

  public static Flow begun(FlowId id, PkceChallenge challenge, SignInMethod method, Instant now) {
    return new Flow(id, challenge, method, now, Optional.empty());
  }

  public Flow completed(Hash codeHash, UserId user, Instant now) {
    return new Flow(id, challenge, method, begunAt, Optional.of(new Code(codeHash, user, now)));
  }

  /// Completed by a user who wants to be known by `link` from now on.
  public Flow linking(Hash codeHash, UserId user, VouchedIdentity link, Instant now) {
    return new Flow(
        id,
        challenge,
        method,
        begunAt,
        Optional.of(new Code(codeHash, user, now, Optional.of(link))));
  }

  public boolean isOver(Instant now) {
    Instant end = code.map(issued -> issued.issuedAt().plus(CODE_FOR)).orElse(begunAt.plus(WAITS));
    return !now.isBefore(end);
  }
}
