package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.note.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A browser that was sent to a provider and is expected back, once.
///
/// @param state hash of the `state` that it took along
/// @param browser hash of the secret that only this browser has; empty if the answer is worth
///   nothing without the program that began the visit
/// @param target where the browser goes afterwards. It passed the redirect policy, and passes it
///   again before it is used.
public record ProviderVisit(
    Hash state,
    Optional<Hash> browser,
    Provider provider,
    Purpose purpose,
    String target,
    Instant begunAt) {
  /// How long the browser may stay away.
  public static final Duration LASTS = Duration.ofMinutes(5);

  /// What the visit is for.
  public sealed interface Purpose {
    /// The browser itself signs in to the portal's pages.
    record Pages() implements Purpose {}

    /// A program signs somebody in.
    record Program(FlowId flow) implements Purpose {}

    /// A signed-in user adds the provider's word to their account.
    record Link(FlowId flow, UserId user) implements Purpose {}

    /// The flow that waits for the answer, if a program does.
    default Optional<FlowId> waiting() {
      return switch (this) {
        case Pages() -> Optional.empty();
        case Program(var flow) -> Optional.of(flow);
        case Link(var flow, var user) -> Optional.of(flow);
      };
    }
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(begunAt.plus(LASTS));
  }

  /// Whether the browser that has `secret` is the one that was sent.
  public boolean isBy(Hash secret) {
    return browser.isEmpty() || browser.get().equals(secret);
  }
}
