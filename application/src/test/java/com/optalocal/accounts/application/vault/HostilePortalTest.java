package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultNotes;
import com.optalocal.accounts.domain.vault.VaultPin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A portal that serves anything but the truth: each lie is named, and leaves keychain, memory and
/// pin as they were.
class HostilePortalTest {
  /// Stands for a note that is not even well-formed, as the HTTP client hands it on.
  private static final Note UNREADABLE = Note.unsigned("unreadable\n");

  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final TestDevice device = new TestDevice("mbp-14", portal, 1);
  private final TestDevice other = new TestDevice("desktop", portal, 2);
  private VaultNotes afterFirstKey = emptyNotes();

  @BeforeEach
  void ana_has_two_devices_two_keys_and_a_history() {
    portal.register(People.ANA);
    device.enrolled(People.ANA);
    other.joinedThrough(device, People.ANA);
    device.push("ANTHROPIC_API_KEY", "sk-ant-1");
    afterFirstKey = stored();
    other.push("LMX_TOKEN", "lmx-1");
    device.push("ANTHROPIC_API_KEY", "sk-ant-2");
  }

  private VaultNotes stored() {
    return portal.stores().vaults().find(InMemoryPortal.ORG, People.ANA.id()).orElseThrow();
  }

  @Test
  void the_truth_is_believed() {
    assertThat(device.pull().pull()).isInstanceOf(PullVault.Outcome.Pulled.class);
  }

  @Test
  void any_altered_character_in_any_field_of_any_object_is_refused_and_changes_nothing() {
    other.pull().pull(); // so that keychain, memory and pin hold something that must not move
    VaultPin pin = other.pins().load(People.ANA.id()).orElseThrow();
    VaultNotes truth = stored();
    Map<String, VaultNotes> lies = new LinkedHashMap<>();
    forEachNote(
        truth,
        (where, note, put) ->
            alterations(note)
                .forEach((what, altered) -> lies.put(where + ": " + what, put.apply(altered))));
    assertThat(lies).as("every field of every kind of object is covered").hasSizeGreaterThan(300);
    lies.forEach((what, lie) -> {
      other.remote().lieAboutNotes(honest -> lie);
      assertThat(other.pull().pull()).as(what).isInstanceOf(PullVault.Outcome.Tampered.class);
      assertThat(other.listKeys().list()).as(what).isInstanceOf(ListKeys.Outcome.Tampered.class);
    });
    assertThat(other.pins().load(People.ANA.id())).contains(pin);
    assertThat(other.liveValue("ANTHROPIC_API_KEY")).contains("sk-ant-2");
    assertThat(other.keychainValue("LMX_TOKEN")).contains("lmx-1");
  }

  @Test
  void a_lie_met_first_writes_nothing_at_all() {
    TestDevice fresh = device.restarted(11);
    VaultPin pin = fresh.pins().load(People.ANA.id()).orElseThrow();
    VaultNotes truth = stored();
    fresh.remote().lieAboutNotes(honest -> withItems(truth, truth.items().subList(0, 2)));
    assertRefused(fresh, VaultFault.INCOMPLETE);
    assertThat(fresh.live().areLoaded()).isFalse();
    assertThat(fresh.keychain().names()).isEmpty();
    assertThat(fresh.pins().load(People.ANA.id())).contains(pin);
  }

  @Test
  void notes_that_cannot_be_read_are_tampering() {
    forEachNote(
        stored(),
        (where, note, put) -> {
          other.remote().lieAboutNotes(honest -> put.apply(UNREADABLE));
          assertRefused(other, VaultFault.MALFORMED);
        });
  }

  @Test
  void an_older_state_is_a_rollback_also_after_a_restart() {
    device.pull().pull();
    device.remote().lieAboutNotes(honest -> afterFirstKey);
    assertRefused(device, VaultFault.ROLLED_BACK);
    TestDevice restarted = device.restarted(11);
    restarted.remote().lieAboutNotes(honest -> afterFirstKey);
    assertRefused(restarted, VaultFault.ROLLED_BACK);
    assertThat(restarted.push("KEY", "x"))
        .isEqualTo(new PushKey.Outcome.Tampered(VaultFault.ROLLED_BACK));
  }

  @Test
  void a_vault_that_is_gone_is_a_rollback() {
    device.remote().lieAboutVault(truth -> Optional.empty());
    assertRefused(device, VaultFault.ROLLED_BACK);
  }

  @Test
  void an_old_manifest_over_new_items_is_refused() {
    VaultNotes truth = stored();
    device.remote().lieAboutNotes(honest -> withManifest(truth, afterFirstKey.manifest()));
    assertRefused(device, VaultFault.ROLLED_BACK);
    // one that never pinned anything knows what its approver had seen
    TestDevice fresh = new TestDevice("fresh", portal, 3).joinedThrough(device(), People.ANA);
    VaultNotes now = stored();
    fresh.remote().lieAboutNotes(honest -> withManifest(now, afterFirstKey.manifest()));
    assertRefused(fresh, VaultFault.ROLLED_BACK);
  }

  /// The first device, once the portal is honest to it again.
  private TestDevice device() {
    device.remote().beHonest();
    return device;
  }

  @Test
  void another_persons_vault_is_refused() {
    VaultNotes bens = VaultFixture.genesis(People.BEN.id(), 5).notes();
    device.remote().lieAboutNotes(honest -> bens);
    assertRefused(device, VaultFault.OTHER_USER);
  }

  @Test
  void a_vault_that_the_portal_made_in_her_name_is_refused() {
    VaultNotes forged = VaultFixture.genesis(People.ANA.id(), 5).notes();
    device.remote().lieAboutNotes(honest -> forged);
    assertRefused(device, VaultFault.OTHER_VAULT);
  }

  @Test
  void an_item_of_another_vault_is_refused() {
    VaultFixture forged = VaultFixture.genesis(People.ANA.id(), 5);
    VaultFixture.Written planted = forged.write("NODE_OPTIONS", "--require ./evil.js");
    VaultNotes truth = stored();
    List<Note> items = new ArrayList<>(truth.items());
    items.add(planted.item().note());
    device.remote().lieAboutNotes(honest -> withItems(truth, items));
    assertRefused(device, VaultFault.OTHER_VAULT);
  }

  @Test
  void a_device_list_without_its_end_is_a_fork() {
    VaultNotes truth = stored();
    device.pull().pull();
    device
        .remote()
        .lieAboutNotes(honest ->
            new VaultNotes(
                truth.chain().subList(0, 1), truth.wraps(), truth.items(), truth.manifest()));
    assertRefused(device, VaultFault.FORKED);
  }

  @Test
  void dropped_doubled_and_swapped_objects_are_refused() {
    VaultNotes truth = stored();
    List<Note> swapped = new ArrayList<>(truth.items());
    Collections.swap(swapped, 0, 1);
    List<Note> doubled = new ArrayList<>(truth.items());
    doubled.add(truth.items().getFirst());
    List<Note> wraps = new ArrayList<>(truth.wraps());
    wraps.add(truth.wraps().getFirst());

    other.remote().lieAboutNotes(honest -> withItems(truth, truth.items().subList(1, 3)));
    assertRefused(other, VaultFault.INCOMPLETE);
    other.remote().lieAboutNotes(honest -> withItems(truth, doubled));
    assertRefused(other, VaultFault.INCOMPLETE);
    other
        .remote()
        .lieAboutNotes(
            honest -> new VaultNotes(truth.chain(), wraps, truth.items(), truth.manifest()));
    assertRefused(other, VaultFault.INCOMPLETE);
    other
        .remote()
        .lieAboutNotes(honest ->
            new VaultNotes(
                truth.chain(), truth.wraps().subList(0, 2), truth.items(), truth.manifest()));
    assertRefused(other, VaultFault.UNOPENABLE);
    // order is no statement: the manifest lists the items sorted
    other.remote().lieAboutNotes(honest -> withItems(truth, swapped));
    assertThat(other.pull().pull()).isInstanceOf(PullVault.Outcome.Pulled.class);
  }

  private static void assertRefused(TestDevice device, VaultFault fault) {
    Set<?> before = device.live().names();
    assertThat(device.pull().pull()).isEqualTo(new PullVault.Outcome.Tampered(fault));
    assertThat(device.live().names()).isEqualTo(before);
  }

  /// Each line of a note, altered at its first, middle and last character, dropped, and doubled.
  private static Map<String, Note> alterations(Note note) {
    String encoded = note.encoded();
    Map<String, Note> altered = new LinkedHashMap<>();
    int start = 0;
    for (int line = 0; start < encoded.length(); line++) {
      int end = encoded.indexOf('\n', start);
      for (int at : new TreeSet<>(List.of(start, (start + end) / 2, end - 1))) {
        if (at >= start) {
          char was = encoded.charAt(at);
          put(
              altered,
              "line " + line + " character " + (at - start),
              encoded.substring(0, at) + (was == 'A' ? 'B' : 'A') + encoded.substring(at + 1));
        }
      }
      put(
          altered,
          "line " + line + " gone",
          encoded.substring(0, start) + encoded.substring(end + 1));
      put(
          altered,
          "line " + line + " twice",
          encoded.substring(0, end + 1) + encoded.substring(start));
      start = end + 1;
    }
    return altered;
  }

  private static void put(Map<String, Note> altered, String what, String encoded) {
    try {
      altered.put(what, Note.parse(encoded));
    } catch (IllegalArgumentException unreadable) {
      altered.put(what, UNREADABLE);
    }
  }

  private interface Place {
    void visit(String where, Note note, Replacement put);
  }

  /// Puts another note where one stood.
  private interface Replacement {
    VaultNotes apply(Note other);
  }

  private static void forEachNote(VaultNotes truth, Place place) {
    for (int i = 0; i < truth.chain().size(); i++) {
      int at = i;
      place.visit(
          "chain " + i,
          truth.chain().get(i),
          note ->
              new VaultNotes(
                  replaced(truth.chain(), at, note),
                  truth.wraps(),
                  truth.items(),
                  truth.manifest()));
    }
    for (int i = 0; i < truth.wraps().size(); i++) {
      int at = i;
      place.visit(
          "wrap " + i,
          truth.wraps().get(i),
          note ->
              new VaultNotes(
                  truth.chain(),
                  replaced(truth.wraps(), at, note),
                  truth.items(),
                  truth.manifest()));
    }
    for (int i = 0; i < truth.items().size(); i++) {
      int at = i;
      place.visit(
          "item " + i,
          truth.items().get(i),
          note -> withItems(truth, replaced(truth.items(), at, note)));
    }
    place.visit("manifest", truth.manifest(), note -> withManifest(truth, note));
  }

  private static List<Note> replaced(List<Note> notes, int at, Note note) {
    List<Note> changed = new ArrayList<>(notes);
    changed.set(at, note);
    return changed;
  }

  private static VaultNotes withItems(VaultNotes notes, List<Note> items) {
    return new VaultNotes(notes.chain(), notes.wraps(), items, notes.manifest());
  }

  private static VaultNotes withManifest(VaultNotes notes, Note manifest) {
    return new VaultNotes(notes.chain(), notes.wraps(), notes.items(), manifest);
  }

  private static VaultNotes emptyNotes() {
    return new VaultNotes(List.of(), List.of(), List.of(), UNREADABLE);
  }
}
