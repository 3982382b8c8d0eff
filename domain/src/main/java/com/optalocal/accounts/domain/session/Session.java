package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A session as the portal keeps it. A browser's has a `cookie` hash; a program's has refresh
/// tokens instead.
///
/// @param proofs how its user was proven, oldest first; at least one
/// @param refreshedAt when a program last renewed it
public record Session(
    SessionId id,
    UserId user,
    Instant createdAt,
    List<Proof> proofs,
    Origin origin,
    Optional<Hash> cookie,
    Optional<Instant> refreshedAt,
    Optional<Instant> endedAt) {

  public Session {
    proofs = List.copyOf(proofs);
    if (proofs.isEmpty()) {
      throw new IllegalArgumentException("a session begins with a proof");
    }
  }

  /// A program's session, just opened.
  public static Session opened(SessionId id, UserId user, Proof proof, Origin origin) {
    return new Session(
        id,
        user,
        proof.at(),
        List.of(proof),
        origin,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Aal aal() {
    return proofs.stream().anyMatch(proof -> proof.method().isSecondFactor()) ? Aal.AAL2 : Aal.AAL1;
  }

  public boolean isOpen() {
    return endedAt.isEmpty();
  }

  public Session withCookie(Hash hash) {
    return new Session(
        id, user, createdAt, proofs, origin, Optional.of(hash), refreshedAt, endedAt);
  }

  /// This session with `proof` added; an older proof by the same method gives way.
  public Session proven(Proof proof) {
    List<Proof> all = new ArrayList<>(proofs);
    all.removeIf(old -> old.method() == proof.method());
    all.add(proof);
    return new Session(id, user, createdAt, all, origin, cookie, refreshedAt, endedAt);
  }

  /// This session without the proofs of second factors that its user no longer has. A passkey's
  /// stays: it is how they signed in.
  public Session withoutSecondFactors() {
    List<Proof> left =
        proofs.stream()
            .filter(
                proof -> !proof.method().isSecondFactor() || proof.method() == SignInMethod.PASSKEY)
            .toList();
    return new Session(id, user, createdAt, left, origin, cookie, refreshedAt, endedAt);
  }

  public Session refreshed(Instant now) {
    return new Session(id, user, createdAt, proofs, origin, cookie, Optional.of(now), endedAt);
  }

  public Session ended(Instant now) {
    return new Session(id, user, createdAt, proofs, origin, cookie, refreshedAt, Optional.of(now));
  }
}
