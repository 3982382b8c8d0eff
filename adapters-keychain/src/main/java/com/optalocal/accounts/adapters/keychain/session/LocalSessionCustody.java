package com.optalocal.accounts.adapters.keychain.session;

import com.optalocal.accounts.adapters.keychain.MachineCustody;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.AccountRecord;
import com.optalocal.accounts.application.session.CustodyChoice.Choice;
import com.optalocal.accounts.application.session.SessionCustody;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.session.AccountSummary;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.Optional;

/// This machine's session: whole in the custody's slot `session`, and shown in `account.json`.
///
/// The two cannot change in one step, so an order makes it one. A session counts while
/// `account.json` is there; what it is, the slot says. Keeping writes the slot, then puts
/// `account.json` in its place; forgetting removes `account.json`, then the slot. After a crash in
/// between, the next [#load] mends what is shown. Under `memory` nothing touches the disk.
public final class LocalSessionCustody implements SessionCustody, AccountRecord {
  private static final String SLOT = "session";
  private final MachineCustody custody;
  private final AccountFile file;

  public LocalSessionCustody(MachineCustody custody, AccountFile file) {
    this.custody = custody;
    this.file = file;
  }

  @Override
  public Optional<HeldSession> load() {
    if (custody.isVolatile()) {
      return slot();
    }
    Optional<AccountSummary> shown = file.read();
    if (shown.isEmpty() || custody.current().isEmpty()) {
      return Optional.empty();
    }
    Optional<HeldSession> held = slot();
    if (!held.map(this::summary).equals(shown)) {
      return custody.exclusively(this::mend);
    }
    return held;
  }

  @Override
  public void keep(HeldSession session) {
    try (SecretBytes text = SessionText.of(session)) {
      if (custody.isVolatile()) {
        custody.write(SLOT, text);
        return;
      }
      custody.exclusively(() -> {
        show(session, () -> custody.write(SLOT, text));
        return session;
      });
    }
  }

  @Override
  public void forget() {
    if (!custody.isVolatile()) {
      file.delete();
    }
    if (custody.current().isPresent()) {
      custody.erase(SLOT);
    }
  }

  /// From `account.json`; under `memory`, which leaves none, from the session itself.
  @Override
  public Optional<AccountSummary> read() {
    return custody.isVolatile() ? slot().map(this::summary) : file.read();
  }

  /// Shows in `account.json` what has changed about this machine's device.
  public void showDevice() {
    load();
  }

  private Optional<HeldSession> mend() {
    if (file.read().isEmpty()) {
      return Optional.empty();
    }
    Optional<HeldSession> held = slot();
    held.ifPresentOrElse(session -> show(session, () -> {}), file::delete);
    return held;
  }

  private void show(HeldSession held, Runnable before) {
    boolean withTokens =
        custody.current().map(Choice::custody).filter(Custody.PLAIN_FILE::equals).isPresent();
    file.write(held, device(held), withTokens, before);
  }

  private AccountSummary summary(HeldSession held) {
    return AccountFile.summary(held, device(held));
  }

  private Optional<DeviceId> device(HeldSession held) {
    return custody.device(held.issued().user().id()).map(EnrolledDevice::id);
  }

  private Optional<HeldSession> slot() {
    Optional<SecretBytes> kept = custody.read(SLOT);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    try (SecretBytes text = kept.get()) {
      return Optional.of(
          SessionText.parse(text)
              .orElseThrow(() ->
                  new CustodyUnavailable(
                      CustodyUnavailable.Reason.DAMAGED,
                      "the kept session; sign in again: opta login")));
    }
  }
}
