package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.DeviceStatement;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A genuine vault for tests: real keys, signatures and ciphertexts from a seed. It makes changes
/// as devices would, and keeps the state that results once a change is applied.
public final class VaultFixture {
  private final UserId user;
  private final RandomBytes random;
  private final DeviceKeys device;
  private final DeviceKeys recovery;
  private final AgreementSecret epoch;
  private VaultNotes notes;

  /// One more item version, written on top of the manifest that hashes to `expected`.
  public record Written(Hash expected, VaultItem item, Note manifest) {}

  /// A device that asks to join. The proof is 32 random bytes: only devices could check it.
  public record Newcomer(DeviceKeys keys, JoinRequest request, ByteString proof) {
    public PendingJoin pending() {
      return new PendingJoin(request, proof, Optional.empty());
    }
  }

  /// One more device statement with both signatures, on top of the head `expected`.
  public record Added(Hash expected, Note statement, Note wrap) {}

  private VaultFixture(UserId user, long seed) {
    this.user = user;
    random = new SeededRandom(seed);
    device = DeviceKeys.generate(random);
    recovery = DeviceKeys.generate(random);
    epoch = AgreementSecret.generate(random);
    notes = firstNotes();
  }

  /// A new, empty vault of `user` with one device.
  public static VaultFixture genesis(UserId user, long seed) {
    return new VaultFixture(user, seed);
  }

  private VaultNotes firstNotes() {
    Note text =
        DeviceStatement.Genesis.text(
            user,
            MovableClock.START,
            new DeviceName("first-device"),
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
        Manifest.first(place, device.signing(), MovableClock.START).note());
  }

  public UserId user() {
    return user;
  }

  /// The state with everything applied so far.
  public VaultNotes notes() {
    return notes;
  }

  /// The state, verified.
  public Vault vault() {
    return switch (VaultVerifier.verify(user, Optional.empty(), notes)) {
      case VaultVerifier.Verdict.Genuine(Vault vault) -> vault;
      case VaultVerifier.Verdict.Refused(VaultFault fault) ->
          throw new AssertionError("the fixture's vault is not genuine: " + fault);
    };
  }

  public DeviceKeys firstDevice() {
    return device;
  }

  public DeviceKeys recovery() {
    return recovery;
  }

  public AgreementSecret epoch() {
    return epoch;
  }

  /// Seals the next version of `name` on the first device, without applying it.
  public Written write(String name, String value) {
    Vault before = vault();
    SecretName secret = new SecretName(name);
    VaultItem current = before.current().get(secret);
    VaultItem item =
        VaultItem.seal(
            before.place(),
            secret,
            current == null ? 1 : current.version() + 1,
            Label.NONE,
            new SecretValue(new SecretBytes(value.getBytes(StandardCharsets.UTF_8))),
            device.signing(),
            MovableClock.START,
            random);
    Manifest manifest =
        before
            .manifest()
            .next(
                before.place(), before.with(item), Hash.NONE, device.signing(), MovableClock.START);
    return new Written(before.manifest().note().hash(), item, manifest.note());
  }

  public VaultFixture apply(Written written) {
    notes =
        new VaultNotes(
            notes.chain(),
            notes.wraps(),
            with(notes.items(), written.item().note()),
            written.manifest());
    return this;
  }

  /// A device that asks at `now` to join this vault as it is.
  public Newcomer newcomer(String name, Instant now) {
    DeviceKeys keys = DeviceKeys.generate(random);
    Vault vault = vault();
    Note request =
        JoinRequest.text(
            JoinRequestId.generate(random),
            vault.chain().vaultId(),
            vault.chain().head(),
            new DeviceName(name),
            keys.publicKeys(),
            now);
    return new Newcomer(
        keys, JoinRequest.parse(keys.signing().sign(request)), ByteString.copyOf(random.next(32)));
  }

  /// What the first device answers: its signature on the statement, and the epoch key wrapped.
  public PendingJoin.Answer answer(Newcomer newcomer) {
    Vault vault = vault();
    Note add =
        DeviceStatement.Add.text(
            vault.chain().vaultId(),
            vault.chain().head(),
            newcomer.request().created(),
            newcomer.request().deviceName(),
            newcomer.request().device(),
            newcomer.request().note().hash(),
            vault.seen());
    Wrap wrap =
        Wrap.seal(vault.place(), epoch, newcomer.request().device(), device.signing(), random);
    return new PendingJoin.Answer(
        device.signing().sign(add), wrap.note(), ByteString.copyOf(random.next(32)));
  }

  /// The statement as the newcomer finishes it, without applying it.
  public Added countersign(Newcomer newcomer, PendingJoin.Answer answer) {
    return new Added(
        notes.chain().getLast().hash(),
        newcomer.keys().signing().sign(answer.add()),
        answer.wrap());
  }

  public VaultFixture apply(Added added) {
    notes =
        new VaultNotes(
            with(notes.chain(), added.statement()),
            with(notes.wraps(), added.wrap()),
            notes.items(),
            notes.manifest());
    return this;
  }

  private static List<Note> with(List<Note> notes, Note one) {
    List<Note> more = new ArrayList<>(notes);
    more.add(one);
    return more;
  }
}
