package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A verified, hash-chained list of device statements: the only source of trust between devices.
/// Immutable; whoever holds one may rely on every link.
public final class DeviceChain {
  private static final int MAX_LINKS = 10_000;

  private final List<DeviceStatement> links;
  private final List<Hash> heads;
  private final Map<Fingerprint, TrustedDevice> devices;

  /// A device that the chain trusts at its head.
  public record TrustedDevice(DeviceName name, PublicKeys keys, Instant since) {
    public DeviceId id() {
      return DeviceId.of(keys.signing());
    }
  }

  /// What became of an attempt to verify or extend a chain.
  public sealed interface Verdict {
    record Valid(DeviceChain chain) implements Verdict {}

    record Invalid(Fault fault) implements Verdict {}
  }

  /// Why a chain or link is refused.
  public enum Fault {
    MALFORMED,
    NO_GENESIS,
    OTHER_USER,
    OTHER_VAULT,
    BROKEN_LINK,
    WRONG_SIGNATURES,
    UNTRUSTED_SIGNER,
    ALREADY_TRUSTED,
    /// It names an older manifest than a statement before it.
    WENT_BACK
  }

  private DeviceChain(List<DeviceStatement> links, Map<Fingerprint, TrustedDevice> devices) {
    this.links = List.copyOf(links);
    this.heads = links.stream().map(DeviceStatement::hash).toList();
    this.devices = devices;
  }

  /// Verifies a whole chain from its genesis on. `user` is the session's, never the portal's word.
  public static Verdict verify(UserId user, List<Note> notes) {
    if (notes.isEmpty() || notes.size() > MAX_LINKS) {
      return new Verdict.Invalid(Fault.NO_GENESIS);
    }
    Verdict verdict = begin(user, notes.getFirst());
    for (Note note : notes.subList(1, notes.size())) {
      if (!(verdict instanceof Verdict.Valid(DeviceChain chain))) {
        return verdict;
      }
      verdict = chain.extend(note);
    }
    return verdict;
  }

  private static Verdict begin(UserId user, Note note) {
    DeviceStatement statement;
    try {
      statement = DeviceStatement.parse(note);
    } catch (IllegalArgumentException e) {
      return new Verdict.Invalid(Fault.MALFORMED);
    }
    if (!(statement instanceof DeviceStatement.Genesis genesis)) {
      return new Verdict.Invalid(Fault.NO_GENESIS);
    }
    if (!genesis.user().equals(user)) {
      return new Verdict.Invalid(Fault.OTHER_USER);
    }
    VerificationKey device = genesis.device().signing();
    VerificationKey recovery = genesis.recovery().signing();
    if (device.equals(recovery)) {
      return new Verdict.Invalid(Fault.ALREADY_TRUSTED);
    }
    if (!note.isSignedExactlyBy(device, recovery)) {
      return new Verdict.Invalid(Fault.WRONG_SIGNATURES);
    }
    return new Verdict.Valid(
        new DeviceChain(
            List.of(genesis),
            Map.of(
                genesis.device().fingerprint(),
                new TrustedDevice(genesis.deviceName(), genesis.device(), genesis.created()))));
  }

  /// This chain and one more link, if a key trusted at this head signed it.
  public Verdict extend(Note note) {
    DeviceStatement statement;
    try {
      statement = DeviceStatement.parse(note);
    } catch (IllegalArgumentException e) {
      return new Verdict.Invalid(Fault.MALFORMED);
    }
    return switch (statement) {
      case DeviceStatement.Genesis ignored -> new Verdict.Invalid(Fault.BROKEN_LINK);
      case DeviceStatement.Add add -> extend(add);
    };
  }

  private Verdict extend(DeviceStatement.Add add) {
    if (!add.vault().equals(vaultId())) {
      return new Verdict.Invalid(Fault.OTHER_VAULT);
    }
    if (!add.previous().equals(head()) || links.size() == MAX_LINKS) {
      return new Verdict.Invalid(Fault.BROKEN_LINK);
    }
    if (seen().filter(before -> add.seen().seq() < before.seq()).isPresent()) {
      return new Verdict.Invalid(Fault.WENT_BACK);
    }
    VerificationKey added = add.device().signing();
    if (signer(added.fingerprint()).isPresent()) {
      return new Verdict.Invalid(Fault.ALREADY_TRUSTED);
    }
    Optional<VerificationKey> signer =
        add.note().signatures().stream().findFirst().flatMap(first -> signerNamed(first.keyName()));
    if (signer.isEmpty()) {
      return new Verdict.Invalid(Fault.UNTRUSTED_SIGNER);
    }
    if (!add.note().isSignedExactlyBy(signer.get(), added)) {
      return new Verdict.Invalid(Fault.WRONG_SIGNATURES);
    }
    List<DeviceStatement> longer = new ArrayList<>(links);
    longer.add(add);
    Map<Fingerprint, TrustedDevice> more = new LinkedHashMap<>(devices);
    more.put(
        add.device().fingerprint(),
        new TrustedDevice(add.deviceName(), add.device(), add.created()));
    return new Verdict.Valid(new DeviceChain(longer, more));
  }

  public VaultId vaultId() {
    return genesis().vaultId();
  }

  public UserId user() {
    return genesis().user();
  }

  /// The newest manifest that this chain's signers had seen; empty while it is a genesis alone.
  public Optional<DeviceStatement.Seen> seen() {
    return links.getLast() instanceof DeviceStatement.Add add
        ? Optional.of(add.seen())
        : Optional.empty();
  }

  /// The hash of the last link.
  public Hash head() {
    return heads.getLast();
  }

  /// True if `hash` is this chain's head or was once.
  public boolean contains(Hash hash) {
    return heads.contains(hash);
  }

  public long epoch() {
    return 0;
  }

  public AgreementKey epochKey() {
    return genesis().epochKey();
  }

  public PublicKeys recovery() {
    return genesis().recovery();
  }

  public List<Note> notes() {
    return links.stream().map(DeviceStatement::note).toList();
  }

  /// The trusted devices, oldest first; the recovery key is not among them.
  public List<TrustedDevice> devices() {
    return List.copyOf(devices.values());
  }

  public Optional<TrustedDevice> device(Fingerprint fingerprint) {
    return Optional.ofNullable(devices.get(fingerprint));
  }

  /// The key named `fingerprint`, if it may sign for this vault: a device's or the recovery key.
  public Optional<VerificationKey> signer(Fingerprint fingerprint) {
    if (recovery().fingerprint().equals(fingerprint)) {
      return Optional.of(recovery().signing());
    }
    return device(fingerprint).map(device -> device.keys().signing());
  }

  private Optional<VerificationKey> signerNamed(String keyName) {
    try {
      return signer(Fingerprint.parse(keyName));
    } catch (IllegalArgumentException notAFingerprint) {
      return Optional.empty();
    }
  }

  private DeviceStatement.Genesis genesis() {
    return (DeviceStatement.Genesis) links.getFirst();
  }
}
