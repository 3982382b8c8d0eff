package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.session.SignInDevice;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Optional;

/// A whole login on this device: custody, session, and then what [SettleDevice] does.
public final class LogInDevice {
  private final SignInDevice signIn;
  private final SettleDevice settle;
  private final CustodyChoice custody;
  private final LiveKeys live;

  /// How somebody proves who they are. The caller closes it.
  public sealed interface Proof extends AutoCloseable {
    @Override
    void close();

    /// The code that a browser brought, and the verifier that this machine made.
    record Code(BearerSecret code, BearerSecret verifier) implements Proof {
      @Override
      public void close() {
        code.close();
        verifier.close();
      }
    }

    record WithPassword(Email email, Password password) implements Proof {
      @Override
      public void close() {
        password.close();
      }
    }
  }

  /// @param choice where this machine is to keep its secrets
  /// @param passphrase for `passphrase-file`; the caller closes it
  public record Wish(
      PortalUrl portal,
      DeviceName deviceName,
      CustodyChoice.Choice choice,
      Optional<SecretBytes> passphrase) {}

  public sealed interface Outcome {
    /// This machine keeps its secrets elsewhere already; nothing was asked of the portal.
    record CustodyFixed() implements Outcome {}

    /// The portal does not accept the proof.
    record Refused() implements Outcome {}

    record LoggedIn(HeldSession session, SettleDevice.Standing standing) implements Outcome {}
  }

  public LogInDevice(
      SignInDevice signIn, SettleDevice settle, CustodyChoice custody, LiveKeys live) {
    this.signIn = signIn;
    this.settle = settle;
    this.custody = custody;
    this.live = live;
  }

  public Outcome logIn(Wish wish, Proof proof) {
    if (custody.choose(wish.choice(), wish.passphrase()) == CustodyChoice.Outcome.FIXED) {
      return new Outcome.CustodyFixed();
    }
    Optional<HeldSession> session =
        switch (proof) {
          case Proof.Code(BearerSecret code, BearerSecret verifier) ->
              signIn.withCode(wish.portal(), code, verifier);
          case Proof.WithPassword(Email email, Password password) ->
              signIn.withPassword(wish.portal(), email, password);
        };
    if (session.isEmpty()) {
      return new Outcome.Refused();
    }
    live.wipe(); // whoever was signed in before
    return new Outcome.LoggedIn(
        session.get(), settle.settle(wish.deviceName(), wish.choice().custody()));
  }
}
