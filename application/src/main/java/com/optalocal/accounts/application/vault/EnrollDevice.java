package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.DeviceStatement;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.Manifest;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultItem;
import com.optalocal.accounts.domain.vault.VaultNotes;
import com.optalocal.accounts.domain.vault.VaultPin;
import com.optalocal.accounts.domain.vault.Wrap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Gives this machine device keys for the signed-in user, and a vault if the user has none yet:
/// then this device writes its genesis, and a recovery key comes out, once.
public final class EnrollDevice {
  private final CurrentSession session;
  private final VerifiedVault verified;
  private final RemoteVault remote;
  private final DeviceIdentity identity;
  private final RandomBytes random;
  private final InstantSource clock;

  public sealed interface Outcome {
    /// A new vault. The caller shows the recovery key once and closes it.
    record Created(EnrolledDevice device, RecoveryKey recoveryKey) implements Outcome {}

    /// This device is trusted already.
    record Member(EnrolledDevice device) implements Outcome {}

    /// There is a vault, and a trusted device has to let this one in.
    record MustJoin(EnrolledDevice device, Vault vault) implements Outcome {}

    record Tampered(VaultFault fault) implements Outcome {}
  }

  public EnrollDevice(
      CurrentSession session,
      VerifiedVault verified,
      RemoteVault remote,
      DeviceIdentity identity,
      RandomBytes random,
      InstantSource clock) {
    this.session = session;
    this.verified = verified;
    this.remote = remote;
    this.identity = identity;
    this.random = random;
    this.clock = clock;
  }

  public Outcome enroll(DeviceName name, Custody custody) {
    return session.call((held, token) -> enroll(held, token, name, custody));
  }

  private Outcome enroll(HeldSession held, BearerSecret token, DeviceName name, Custody custody) {
    UserId user = held.issued().user().id();
    try (DeviceKeys keys = keysFor(user, name, custody)) {
      EnrolledDevice device = identity.enrolled(user).orElseThrow();
      // two first devices may race for the genesis: the loser finds the winner's vault
      for (int attempt = 0; attempt < 2; attempt++) {
        switch (verified.fetch(held, token)) {
          case VerifiedVault.Answer.Tampered(VaultFault fault) -> {
            return new Outcome.Tampered(fault);
          }
          case VerifiedVault.Answer.Genuine(Vault vault, var checkpoint) -> {
            return vault.chain().device(keys.publicKeys().fingerprint()).isPresent()
                ? new Outcome.Member(device)
                : new Outcome.MustJoin(device, vault);
          }
          case VerifiedVault.Answer.None() -> {
            RecoveryKey recovery = RecoveryKey.generate(random);
            VaultNotes genesis = genesis(user, device.name(), keys, recovery);
            switch (remote.create(held, token, genesis)) {
              case STORED -> {
                verified.pinGenesis(held, VaultPin.ofGenesis(genesis));
                return new Outcome.Created(device, recovery);
              }
              case STALE -> recovery.close();
              case REFUSED, FULL -> {
                recovery.close();
                return new Outcome.Tampered(VaultFault.MALFORMED);
              }
            }
          }
        }
      }
      return new Outcome.Tampered(VaultFault.ROLLED_BACK);
    }
  }

  private DeviceKeys keysFor(UserId user, DeviceName name, Custody custody) {
    Optional<DeviceKeys> known = identity.load(user);
    if (known.isPresent()) {
      return known.get();
    }
    DeviceKeys fresh = DeviceKeys.generate(random);
    DeviceId id = DeviceId.of(fresh.publicKeys().signing());
    identity.keep(user, new EnrolledDevice(id, name, custody), fresh);
    return fresh;
  }

  private VaultNotes genesis(
      UserId user, DeviceName name, DeviceKeys device, RecoveryKey recoveryKey) {
    Instant now = clock.instant();
    try (DeviceKeys recovery = recoveryKey.keys();
        AgreementSecret epoch = AgreementSecret.generate(random)) {
      Note text =
          DeviceStatement.Genesis.text(
              user,
              now,
              name,
              device.publicKeys(),
              recovery.publicKeys(),
              epoch.publicKey(),
              Hash.of(random.next(32)));
      Note genesis = recovery.signing().sign(device.signing().sign(text));
      VaultItem.Place place =
          new VaultItem.Place(new VaultId(genesis.hash()), genesis.hash(), 0, epoch.publicKey());
      return new VaultNotes(
          List.of(genesis),
          List.of(
              Wrap.seal(place, epoch, device.publicKeys(), device.signing(), random).note(),
              Wrap.seal(place, epoch, recovery.publicKeys(), device.signing(), random).note()),
          List.of(),
          Manifest.first(place, device.signing(), now).note());
    }
  }

  /// The devices that can let a new one in.
  public static List<DeviceName> approvers(Vault vault) {
    return vault.chain().devices().stream().map(DeviceChain.TrustedDevice::name).toList();
  }
}
