package com.optalocal.accounts.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.DeviceStatement;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Everything a portal could do to a vault, short of withholding it, and the name of each.
class VaultVerifierTest {
  private static final UserId ANA = new UserId("a0000000-0000-4000-8000-000000000001");
  private static final UserId EVE = new UserId("e0000000-0000-4000-8000-000000000002");

  private final VaultFixture vault = VaultFixture.genesis(ANA, 1);

  private static VaultFault fault(UserId user, Optional<VaultPin> pin, VaultNotes notes) {
    return switch (VaultVerifier.verify(user, pin, notes)) {
      case VaultVerifier.Verdict.Refused(VaultFault fault) -> fault;
      case VaultVerifier.Verdict.Genuine genuine ->
          throw new AssertionError("a forged vault was taken for genuine");
    };
  }

  private VaultFault fault(VaultNotes notes) {
    return fault(ANA, Optional.empty(), notes);
  }

  private VaultFixture withTwoKeys() {
    vault.apply(vault.write("OPENAI_API_KEY", "sk-one"));
    vault.apply(vault.write("GITHUB_TOKEN", "ghp-two"));
    vault.apply(vault.write("OPENAI_API_KEY", "sk-three"));
    return vault;
  }

  private static VaultNotes withItems(VaultNotes notes, List<Note> items) {
    return new VaultNotes(notes.chain(), notes.wraps(), items, notes.manifest());
  }

  private static VaultNotes withManifest(VaultNotes notes, Note manifest) {
    return new VaultNotes(notes.chain(), notes.wraps(), notes.items(), manifest);
  }

  private static VaultNotes withChain(VaultNotes notes, List<Note> chain) {
    return new VaultNotes(chain, notes.wraps(), notes.items(), notes.manifest());
  }

  private static VaultNotes withWraps(VaultNotes notes, List<Note> wraps) {
    return new VaultNotes(notes.chain(), wraps, notes.items(), notes.manifest());
  }

  @Test
  void a_genuine_vault_opens_for_its_device_and_its_recovery_key() {
    Vault genuine = withTwoKeys().vault();
    for (DeviceKeys keys : List.of(vault.firstDevice(), vault.recovery())) {
      AgreementSecret epoch = genuine.epochSecret(keys).orElseThrow();
      SecretValue value = current(genuine, "OPENAI_API_KEY").open(epoch).orElseThrow();
      String opened = value.bytes().use(b -> new String(b, StandardCharsets.UTF_8));
      assertThat(opened).isEqualTo("sk-three");
    }
    assertThat(genuine.items()).hasSize(3);
    assertThat(genuine.epochSecret(DeviceKeys.generate(new SeededRandom(9)))).isEmpty();
  }

  @Test
  void no_flipped_bit_anywhere_survives() {
    VaultNotes notes = withTwoKeys().notes();
    flipEveryByte(notes.chain().getFirst(), bad -> withChain(notes, List.of(bad)));
    flipEveryByte(
        notes.wraps().getFirst(), bad -> withWraps(notes, List.of(bad, notes.wraps().getLast())));
    flipEveryByte(
        notes.items().getFirst(),
        bad -> withItems(notes, List.of(bad, notes.items().get(1), notes.items().get(2))));
    flipEveryByte(notes.manifest(), bad -> withManifest(notes, bad));
  }

  private void flipEveryByte(Note note, Function<Note, VaultNotes> place) {
    byte[] wire = note.encoded().getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < wire.length; i++) {
      byte[] flipped = wire.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      Note bad;
      try {
        bad = Note.parse(flipped);
      } catch (IllegalArgumentException malformed) {
        refused++;
        continue;
      }
      assertThat(VaultVerifier.verify(ANA, Optional.empty(), place.apply(bad)))
          .as("byte %d", i)
          .isInstanceOf(VaultVerifier.Verdict.Refused.class);
      refused++;
    }
    assertThat(refused).isEqualTo(wire.length);
  }

  @Test
  void every_flipped_bit_of_a_ciphertext_is_unopenable_even_if_the_signature_were_right() {
    Vault genuine = withTwoKeys().vault();
    AgreementSecret epoch = genuine.epochSecret(vault.firstDevice()).orElseThrow();
    VaultItem item = current(genuine, "GITHUB_TOKEN");
    assertThat(item.open(epoch)).isPresent();
    for (boolean inEnc : new boolean[] {true, false}) {
      byte[] bytes = (inEnc ? item.sealed().enc() : item.sealed().ciphertext()).toByteArray();
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        ByteString bad = ByteString.copyOf(flipped);
        Sealed sealed =
            inEnc
                ? new Sealed(bad, item.sealed().ciphertext())
                : new Sealed(item.sealed().enc(), bad);
        assertThat(moved(item, item.name(), item.version(), item.epoch(), sealed).open(epoch))
            .as("bit %d", bit)
            .isEmpty();
      }
    }
  }

  @Test
  void a_ciphertext_opens_only_where_it_belongs() {
    Vault genuine = withTwoKeys().vault();
    AgreementSecret epoch = genuine.epochSecret(vault.firstDevice()).orElseThrow();
    VaultItem item = current(genuine, "GITHUB_TOKEN");
    Sealed sealed = item.sealed();
    assertThat(moved(item, item.name(), 1, 0, sealed).open(epoch)).isPresent();
    assertThat(moved(item, new SecretName("OTHER_NAME"), 1, 0, sealed).open(epoch)).isEmpty();
    assertThat(moved(item, item.name(), 2, 0, sealed).open(epoch)).isEmpty();
    assertThat(moved(item, item.name(), 1, 1, sealed).open(epoch)).isEmpty();
  }

  private static VaultItem moved(
      VaultItem item, SecretName name, long version, long epoch, Sealed sealed) {
    return new VaultItem(
        item.note(),
        item.vault(),
        name,
        version,
        epoch,
        item.label(),
        item.writer(),
        item.written(),
        item.head(),
        sealed);
  }

  private static VaultItem current(Vault vault, String name) {
    return Objects.requireNonNull(vault.current().get(new SecretName(name)));
  }

  @Test
  void somebody_elses_vault_is_refused() {
    assertThat(fault(EVE, Optional.empty(), vault.notes())).isEqualTo(VaultFault.OTHER_USER);
  }

  @Test
  void an_older_state_is_a_rollback() {
    VaultNotes old = vault.notes();
    VaultPin pin = withTwoKeys().vault().pin();
    assertThat(fault(ANA, Optional.of(pin), old)).isEqualTo(VaultFault.ROLLED_BACK);
  }

  @Test
  void another_state_with_the_same_number_is_a_fork() {
    VaultFixture twin = VaultFixture.genesis(ANA, 1);
    vault.apply(vault.write("OPENAI_API_KEY", "sk-one"));
    twin.apply(twin.write("OPENAI_API_KEY", "sk-other"));
    assertThat(fault(ANA, Optional.of(vault.vault().pin()), twin.notes()))
        .isEqualTo(VaultFault.FORKED);
  }

  @Test
  void a_next_state_that_skips_the_pinned_one_is_a_fork() {
    VaultFixture twin = VaultFixture.genesis(ANA, 1);
    vault.apply(vault.write("OPENAI_API_KEY", "sk-one"));
    twin.apply(twin.write("OPENAI_API_KEY", "sk-other"));
    twin.apply(twin.write("GITHUB_TOKEN", "ghp"));
    assertThat(fault(ANA, Optional.of(vault.vault().pin()), twin.notes()))
        .isEqualTo(VaultFault.FORKED);
  }

  @Test
  void a_replaced_vault_is_refused_by_whoever_knew_the_first() {
    VaultFixture replaced = VaultFixture.genesis(ANA, 2);
    assertThat(fault(ANA, Optional.of(vault.vault().pin()), replaced.notes()))
        .isEqualTo(VaultFault.OTHER_VAULT);
  }

  @Test
  void a_dropped_added_or_reordered_item_is_noticed() {
    VaultNotes notes = withTwoKeys().notes();
    assertThat(fault(withItems(notes, notes.items().subList(0, 2))))
        .isEqualTo(VaultFault.INCOMPLETE);
    List<Note> twice = new ArrayList<>(notes.items());
    twice.add(notes.items().getFirst());
    assertThat(fault(withItems(notes, twice))).isEqualTo(VaultFault.INCOMPLETE);
    assertThat(
            VaultVerifier.verify(ANA, Optional.empty(), withItems(notes, notes.items().reversed())))
        .as("order is not part of a set")
        .isInstanceOf(VaultVerifier.Verdict.Genuine.class);
  }

  @Test
  void an_item_or_manifest_by_a_stranger_is_refused() {
    DeviceKeys eve = DeviceKeys.generate(new SeededRandom(66));
    Vault genuine = withTwoKeys().vault();
    VaultItem planted =
        VaultItem.seal(
            genuine.place(),
            new SecretName("NODE_OPTIONS"),
            1,
            Label.NONE,
            new SecretValue(new SecretBytes("--require=evil".getBytes(StandardCharsets.UTF_8))),
            eve.signing(),
            MovableClock.START,
            new SeededRandom(67));
    Note manifest =
        genuine
            .manifest()
            .next(
                genuine.place(),
                genuine.with(planted),
                Hash.NONE,
                eve.signing(),
                MovableClock.START)
            .note();
    List<Note> items = new ArrayList<>(vault.notes().items());
    items.add(planted.note());
    VaultNotes notes = vault.notes();
    assertThat(fault(new VaultNotes(notes.chain(), notes.wraps(), items, manifest)))
        .isEqualTo(VaultFault.UNTRUSTED_WRITER);
    assertThat(fault(withManifest(notes, manifest))).isEqualTo(VaultFault.UNTRUSTED_WRITER);
  }

  @Test
  void a_device_that_nobody_trusted_added_is_refused() {
    DeviceKeys eve = DeviceKeys.generate(new SeededRandom(66));
    Vault genuine = vault.vault();
    Note text =
        DeviceStatement.Add.text(
            genuine.chain().vaultId(),
            genuine.chain().head(),
            MovableClock.START,
            new DeviceName("evil"),
            eve.publicKeys(),
            Hash.NONE,
            genuine.seen());
    List<UnaryOperator<Note>> forgeries =
        List.of(
            note -> eve.signing().sign(note),
            note -> eve.signing().sign(eve.signing().sign(note)),
            note -> vault.firstDevice().signing().sign(note),
            note -> vault.firstDevice().signing().sign(eve.signing().sign(note)),
            note -> eve.signing().sign(eve.signing().signAs(firstName(genuine), note)),
            note -> note.with(emptySignature(genuine)));
    for (UnaryOperator<Note> forge : forgeries) {
      List<Note> chain = List.of(vault.notes().chain().getFirst(), forge.apply(text));
      assertThat(fault(withChain(vault.notes(), chain))).isEqualTo(VaultFault.UNTRUSTED_WRITER);
    }
    Note approved = eve.signing().sign(vault.firstDevice().signing().sign(text));
    assertThat(
            VaultVerifier.verify(
                ANA,
                Optional.empty(),
                withChain(vault.notes(), List.of(vault.notes().chain().getFirst(), approved))))
        .isInstanceOf(VaultVerifier.Verdict.Genuine.class);
  }

  @Test
  void a_statement_binds_the_state_that_its_signer_had_seen() {
    Vault genuine = vault.vault();
    long seq = genuine.manifest().seq();
    Hash manifest = genuine.manifest().note().hash();
    assertThat(withAddThatSaw(seq + 1, manifest)).contains(VaultFault.ROLLED_BACK);
    assertThat(withAddThatSaw(seq, Hash.NONE)).contains(VaultFault.FORKED);
    assertThat(withAddThatSaw(seq, manifest)).isEmpty();
  }

  private Optional<VaultFault> withAddThatSaw(long seq, Hash manifest) {
    DeviceKeys second = DeviceKeys.generate(new SeededRandom(67));
    Vault genuine = vault.vault();
    Note text =
        DeviceStatement.Add.text(
            genuine.chain().vaultId(),
            genuine.chain().head(),
            MovableClock.START,
            new DeviceName("second"),
            second.publicKeys(),
            Hash.NONE,
            new DeviceStatement.Seen(seq, manifest));
    Note add = second.signing().sign(vault.firstDevice().signing().sign(text));
    List<Note> chain = List.of(vault.notes().chain().getFirst(), add);
    return switch (VaultVerifier.verify(ANA, Optional.empty(), withChain(vault.notes(), chain))) {
      case VaultVerifier.Verdict.Genuine(var whole) -> Optional.empty();
      case VaultVerifier.Verdict.Refused(VaultFault fault) -> Optional.of(fault);
    };
  }

  private static String firstName(Vault vault) {
    return vault.chain().devices().getFirst().keys().fingerprint().toString();
  }

  private static NoteSignature emptySignature(Vault vault) {
    return NoteSignature.ed25519(
        firstName(vault),
        vault.chain().devices().getFirst().keys().signing(),
        ByteString.copyOf(new byte[64]));
  }

  @Test
  void a_wrap_of_another_epoch_key_is_refused() {
    Vault genuine = vault.vault();
    AgreementSecret evil = AgreementSecret.generate(new SeededRandom(5));
    VaultItem.Place forged =
        new VaultItem.Place(genuine.chain().vaultId(), genuine.chain().head(), 0, evil.publicKey());
    Note wrap =
        Wrap.seal(
                forged,
                evil,
                vault.firstDevice().publicKeys(),
                vault.firstDevice().signing(),
                new SeededRandom(6))
            .note();
    assertThat(fault(withWraps(vault.notes(), List.of(wrap)))).isEqualTo(VaultFault.WRONG_EPOCH);
  }

  @Test
  void objects_of_one_kind_are_never_taken_for_another() {
    VaultNotes notes = withTwoKeys().notes();
    assertThat(fault(withManifest(notes, notes.items().getFirst())))
        .isEqualTo(VaultFault.MALFORMED);
    assertThat(fault(withChain(notes, List.of(notes.manifest())))).isEqualTo(VaultFault.MALFORMED);
    assertThat(fault(withItems(notes, List.of(notes.wraps().getFirst()))))
        .isEqualTo(VaultFault.MALFORMED);
    assertThat(fault(withChain(notes, List.of()))).isEqualTo(VaultFault.MALFORMED);
  }

  @Test
  void nothing_that_holds_a_secret_prints_it() {
    VaultItem item = vault.write("OPENAI_API_KEY", "sk-very-secret").item();
    assertThat(item.toString()).doesNotContain("sk-very-secret");
    SecretValue value =
        new SecretValue(new SecretBytes("sk-very-secret".getBytes(StandardCharsets.UTF_8)));
    assertThat(value.toString() + value.bytes()).doesNotContain("sk-very");
  }
}
