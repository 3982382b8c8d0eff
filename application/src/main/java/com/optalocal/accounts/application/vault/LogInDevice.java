package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.session.SignInDevice;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.WordList;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole login on this device: custody, session, device keys, and then the keys of the vault or
/// the question whether this device may join it.
public final class LogInDevice {
  private final SignInDevice signIn;
  private final EnrollDevice enroll;
  private final JoinVault join;
  private final PullVault pull;
  private final Local local;

  /// What this machine has.
  public record Local(CustodyChoice custody, LiveKeys live, WordList words) {}

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

    record LoggedIn(HeldSession session, Standing standing) implements Outcome {}
  }

  /// Where a signed-in device stands with the vault.
  public sealed interface Standing {
    /// Custody `memory`: no device keys, no vault.
    record Apart() implements Standing {}

    /// A new vault, empty. The caller shows the recovery key once and closes it.
    record Founder(EnrolledDevice device, RecoveryKey recoveryKey) implements Standing {}

    record Member(EnrolledDevice device, PullVault.Outcome pulled) implements Standing {}

    /// A trusted device has to let this one in. The caller shows the words and closes them.
    record Newcomer(EnrolledDevice device, JoinVault.Question question, List<DeviceName> approvers)
        implements Standing {}

    /// As [Newcomer], but the portal takes no further request now.
    record NotAsked(EnrolledDevice device) implements Standing {}

    record Tampered(VaultFault fault) implements Standing {}
  }

  public LogInDevice(
      SignInDevice signIn, EnrollDevice enroll, JoinVault join, PullVault pull, Local local) {
    this.signIn = signIn;
    this.enroll = enroll;
    this.join = join;
    this.pull = pull;
    this.local = local;
  }

  public Outcome logIn(Wish wish, Proof proof) {
    if (local.custody().choose(wish.choice(), wish.passphrase()) == CustodyChoice.Outcome.FIXED) {
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
    local.live().wipe(); // whoever was signed in before
    Standing standing =
        wish.choice().custody() == Custody.MEMORY ? new Standing.Apart() : settle(wish);
    return new Outcome.LoggedIn(session.get(), standing);
  }

  private Standing settle(Wish wish) {
    return switch (enroll.enroll(wish.deviceName(), wish.choice().custody())) {
      case EnrollDevice.Outcome.Created(EnrolledDevice device, RecoveryKey recoveryKey) -> {
        // a new vault is empty, so memory holds all of it; asking the portal once more could only
        // lose the one sight of the recovery key
        local.live().replaceAll(Map.of());
        yield new Standing.Founder(device, recoveryKey);
      }
      case EnrollDevice.Outcome.Member(EnrolledDevice device) ->
          new Standing.Member(device, pull.pull());
      case EnrollDevice.Outcome.MustJoin(EnrolledDevice device, Vault vault) ->
          join.ask(vault, local.words())
              .<Standing>map(question ->
                  new Standing.Newcomer(device, question, EnrollDevice.approvers(vault)))
              .orElseGet(() -> new Standing.NotAsked(device));
      case EnrollDevice.Outcome.Tampered(VaultFault fault) -> new Standing.Tampered(fault);
    };
  }
}
