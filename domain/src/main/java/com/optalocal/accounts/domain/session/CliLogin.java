package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.note.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A terminal's sign-in through a browser, as the portal sees it: announced by the terminal,
/// consented to by a signed-in person, relayed once to loopback, redeemed once with the verifier.
public sealed interface CliLogin {
  Duration ANNOUNCED_FOR = Duration.ofMinutes(10);
  Duration CODE_FOR = Duration.ofSeconds(60);

  Announcement announcement();

  /// What the terminal said before the browser opened.
  record Announcement(
      CliLoginId id,
      PkceChallenge challenge,
      Hash stateHash,
      LoopbackPort port,
      DeviceName deviceName,
      String fromAddress,
      Instant at) {
    /// Where the terminal said that it is.
    public Origin origin() {
      return new Origin(Optional.of(fromAddress), Optional.of(deviceName.value()));
    }

    public boolean isOver(Instant now) {
      return !now.isBefore(at.plus(ANNOUNCED_FOR));
    }
  }

  record Announced(Announcement announcement) implements CliLogin {
    public Consented consent(UserId user) {
      return new Consented(announcement, user);
    }

    public Spent deny() {
      return new Spent(announcement);
    }
  }

  record Consented(Announcement announcement, UserId user) implements CliLogin {
    public Relayed relay(Hash codeHash, Instant now) {
      return new Relayed(announcement, user, codeHash, now.plus(CODE_FOR));
    }
  }

  record Relayed(Announcement announcement, UserId user, Hash codeHash, Instant until)
      implements CliLogin {
    /// True if `verifier` belongs to the announcement and the code still lives.
    public boolean redeems(BearerSecret verifier, Instant now) {
      return now.isBefore(until) && announcement.challenge().isMetBy(verifier);
    }
  }

  /// Over: redeemed, refused or replayed. Nothing leads out of it.
  record Spent(Announcement announcement) implements CliLogin {}
}
