package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Optional;

/// Decides whether somebody has to sign in here at all. A session that is there and is the one that
/// was asked for settles the device; one that is not is never taken for it, and stays.
public final class BeginLogin {
  private final CurrentSession session;
  private final CustodyChoice custody;
  private final DeviceIdentity identity;
  private final SettleDevice settle;

  /// What was asked for in so many words; empty is whatever is there.
  ///
  /// @param usualName what this device is called if it has no name and none was asked for
  public record Wish(
      Optional<PortalUrl> portal,
      Optional<Email> email,
      Optional<Custody> custody,
      Optional<DeviceName> deviceName,
      DeviceName usualName) {}

  /// In what the session that is there is not the one that was asked for.
  public enum Difference {
    PORTAL,
    EMAIL,
    /// This device keeps nothing, and it was asked to.
    KEEPS_NOTHING,
    /// This device keeps its keys elsewhere, for good.
    CUSTODY,
    /// This device has another name already, for good.
    DEVICE_NAME
  }

  public sealed interface Outcome {
    /// There is no session, or it is over.
    record Needed() implements Outcome {}

    record Differs(Difference difference) implements Outcome {}

    record SignedIn(User user, Custody custody, SettleDevice.Standing standing)
        implements Outcome {}
  }

  public BeginLogin(
      CurrentSession session, CustodyChoice custody, DeviceIdentity identity, SettleDevice settle) {
    this.session = session;
    this.custody = custody;
    this.identity = identity;
    this.settle = settle;
  }

  public Outcome begin(Wish wish) {
    Optional<HeldSession> held = session.peek();
    if (held.isEmpty()) {
      return new Outcome.Needed();
    }
    User user = held.get().issued().user();
    Custody where = custody.current().orElseThrow().custody();
    Optional<Difference> difference = difference(wish, held.get(), where);
    if (difference.isPresent()) {
      return new Outcome.Differs(difference.get());
    }
    try {
      return new Outcome.SignedIn(
          user, where, settle.settle(wish.deviceName().orElse(wish.usualName()), where));
    } catch (SessionRefused over) {
      return new Outcome.Needed();
    }
  }

  private Optional<Difference> difference(Wish wish, HeldSession held, Custody where) {
    User user = held.issued().user();
    if (differs(wish.portal(), held.portal())) {
      return Optional.of(Difference.PORTAL);
    }
    if (wish.email().isPresent() && !wish.email().equals(user.email())) {
      return Optional.of(Difference.EMAIL);
    }
    if (differs(wish.custody(), where)) {
      return Optional.of(where == Custody.MEMORY ? Difference.KEEPS_NOTHING : Difference.CUSTODY);
    }
    return identity
        .enrolled(user.id())
        .filter(device -> differs(wish.deviceName(), device.name()))
        .map(device -> Difference.DEVICE_NAME);
  }

  private static <T> boolean differs(Optional<T> wanted, T there) {
    return wanted.filter(value -> !value.equals(there)).isPresent();
  }
}
