package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.Operation.Risk;
import com.optalocal.accounts.adapters.http.Operation.Turn;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.ShowAccount;
import com.optalocal.accounts.application.vault.LiveKeys;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The daemon's operations on itself: `health`, `daemon.stop`.
public final class DaemonOperations {
  private final Self self;
  private final ShowAccount account;
  private final LiveKeys live;
  private final Runnable stop;

  /// Which daemon this is.
  public record Self(String version, long pid, Instant startedAt) {}

  /// @param stop begins to stop the daemon and returns at once
  public DaemonOperations(Self self, ShowAccount account, LiveKeys live, Runnable stop) {
    this.self = self;
    this.account = account;
    this.live = live;
    this.stop = stop;
  }

  public List<Operation> all() {
    return List.of(
        new Operation(
            "health",
            "Tells that the daemon is there, and what it holds.",
            BuiltInPolicy.SESSIONS_READ,
            Risk.READ,
            Turn.FREE,
            PayloadShape.NONE,
            payload -> OperationReply.done(health())),
        new Operation(
            "daemon.stop",
            "Drops the opened keys from memory and ends the daemon.",
            BuiltInPolicy.SESSIONS_WRITE,
            Risk.WRITE,
            Turn.FREE,
            PayloadShape.NONE,
            payload ->
                new OperationReply.Done(
                    JsonValue.fields().put("stopping", true).build(), Optional.of(stop))));
  }

  private JsonValue.Fields health() {
    return JsonValue.fields()
        .put("version", self.version())
        .put("pid", self.pid())
        .put("startedAt", NoteFields.wholeSeconds(self.startedAt()).toString())
        .put("signedIn", signedIn())
        .put("keysLoaded", live.names().size())
        .build();
  }

  private boolean signedIn() {
    try {
      return account.show().isPresent();
    } catch (CustodyUnavailable unreadable) {
      return false;
    }
  }
}
