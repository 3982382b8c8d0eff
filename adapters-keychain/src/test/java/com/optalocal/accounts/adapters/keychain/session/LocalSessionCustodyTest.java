package com.optalocal.accounts.adapters.keychain.session;

import static com.optalocal.accounts.application.session.SessionSamples.ANA;
import static com.optalocal.accounts.application.session.SessionSamples.BEN;
import static com.optalocal.accounts.application.session.SessionSamples.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.keychain.FakeOsKeychain;
import com.optalocal.accounts.adapters.keychain.TestMachine;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.SessionCustody;
import com.optalocal.accounts.application.session.SessionCustodyContract;
import com.optalocal.accounts.application.session.SessionSamples;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.session.AccountSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalSessionCustodyTest {
  @TempDir Path home;
  private TestMachine machine;

  @BeforeEach
  void machine() {
    machine = new TestMachine(home.resolve("opta"));
  }

  private LocalSessionCustody start(Custody custody) {
    return machine.start(custody).session();
  }

  @Nested
  final class UnderKeychain extends SessionCustodyContract {
    @Override
    protected LocalSessionCustody emptyCustody() {
      return start(Custody.KEYCHAIN);
    }

    @Override
    protected SessionCustody reopened(SessionCustody custody) {
      return start(Custody.KEYCHAIN);
    }
  }

  @Nested
  final class UnderPassphraseFile extends SessionCustodyContract {
    @Override
    protected LocalSessionCustody emptyCustody() {
      return start(Custody.PASSPHRASE_FILE);
    }

    @Override
    protected SessionCustody reopened(SessionCustody custody) {
      return start(Custody.PASSPHRASE_FILE);
    }
  }

  @Nested
  final class UnderPlainFile extends SessionCustodyContract {
    @Override
    protected LocalSessionCustody emptyCustody() {
      return start(Custody.PLAIN_FILE);
    }

    @Override
    protected SessionCustody reopened(SessionCustody custody) {
      return start(Custody.PLAIN_FILE);
    }
  }

  /// Another process would find nothing.
  @Nested
  final class UnderMemory extends SessionCustodyContract {
    @Override
    protected LocalSessionCustody emptyCustody() {
      return start(Custody.MEMORY);
    }
  }

  @Test
  void memory_leaves_nothing_on_the_disk_and_is_gone_with_the_process() throws IOException {
    TestMachine.Running process = machine.start(Custody.MEMORY);
    process.session().keep(SessionSamples.of(ANA, "one"));
    assertThat(process.session().read().map(AccountSummary::user)).contains(ANA);
    process.session().forget();
    process.session().keep(SessionSamples.of(ANA, "two"));
    try (Stream<Path> files = Files.walk(home)) {
      assertThat(files).containsExactly(home);
    }
    assertThat(machine.start(Custody.MEMORY).session().load()).isEmpty();
    assertThat(machine.keychain().entries()).isEmpty();
  }

  @Test
  void tokens_stand_in_files_only_under_plain_file() throws IOException {
    for (Custody custody : new Custody[] {Custody.KEYCHAIN, Custody.PASSPHRASE_FILE}) {
      TestMachine other = new TestMachine(home.resolve(custody.code()));
      other.start(custody).session().keep(SessionSamples.of(ANA, "S3CRET"));
      assertThat(everythingIn(other.config())).contains("ana@example.com").doesNotContain("S3CRET");
    }
    machine.start(Custody.PLAIN_FILE).session().keep(SessionSamples.of(ANA, "S3CRET"));
    assertThat(Files.readString(machine.config().resolve("account.json")))
        .contains("\"access_token\" : \"access-S3CRET\"", "\"refresh_token\" : \"refresh-S3CRET\"");
  }

  @Test
  void before_a_choice_there_is_nothing_and_nothing_can_be_kept() {
    LocalSessionCustody custody = machine.start().session();
    assertThat(custody.load()).isEmpty();
    custody.forget();
    assertThatThrownBy(() -> custody.keep(SessionSamples.of(ANA, "one")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(machine.start().session().read()).isEmpty();
  }

  @Test
  void a_recorded_custody_opens_by_itself_except_the_one_with_a_passphrase() {
    machine.start(Custody.PLAIN_FILE).session().keep(SessionSamples.of(ANA, "one"));
    assertSame(machine.start().session().load(), SessionSamples.of(ANA, "one"));

    TestMachine sealed = new TestMachine(home.resolve("sealed"));
    sealed.start(Custody.PASSPHRASE_FILE).session().keep(SessionSamples.of(ANA, "one"));
    TestMachine.Running locked = sealed.start();
    assertRefused(CustodyUnavailable.Reason.PASSPHRASE_NEEDED, locked.session()::load);
    assertThat(locked.session().read().map(AccountSummary::user)).contains(ANA);
    TestMachine.choose(locked, Custody.PASSPHRASE_FILE);
    assertSame(locked.session().load(), SessionSamples.of(ANA, "one"));
  }

  @Test
  void a_locked_keychain_is_no_missing_session() {
    machine.start(Custody.KEYCHAIN).session().keep(SessionSamples.of(ANA, "one"));
    for (FakeOsKeychain.Mood mood :
        new FakeOsKeychain.Mood[] {FakeOsKeychain.Mood.LOCKED, FakeOsKeychain.Mood.LOOKS_EMPTY}) {
      machine.keychain().become(mood);
      assertRefused(CustodyUnavailable.Reason.LOCKED, machine.start().session()::load);
    }
    machine.keychain().become(FakeOsKeychain.Mood.FINE);
    assertSame(machine.start().session().load(), SessionSamples.of(ANA, "one"));
  }

  @Test
  void what_cannot_be_kept_changes_nothing() {
    TestMachine.Running process = machine.start(Custody.KEYCHAIN);
    process.session().keep(SessionSamples.of(ANA, "one"));
    machine.keychain().become(FakeOsKeychain.Mood.READ_ONLY);
    assertRefused(
        CustodyUnavailable.Reason.REFUSED,
        () -> process.session().keep(SessionSamples.of(BEN, "two")));
    machine.keychain().become(FakeOsKeychain.Mood.FINE);
    assertSame(machine.start().session().load(), SessionSamples.of(ANA, "one"));
    assertThat(machine.start().session().read().map(AccountSummary::user)).contains(ANA);
  }

  @Test
  void a_session_that_is_forgotten_while_the_keychain_is_locked_stays_forgotten() {
    TestMachine.Running process = machine.start(Custody.KEYCHAIN);
    process.session().keep(SessionSamples.of(ANA, "one"));
    machine.keychain().become(FakeOsKeychain.Mood.LOCKED);
    assertRefused(CustodyUnavailable.Reason.LOCKED, process.session()::forget);
    machine.keychain().become(FakeOsKeychain.Mood.FINE);
    assertThat(machine.start().session().load()).isEmpty();
    machine.start().session().forget();
    assertThat(machine.keychain().entries()).containsOnlyKeys("opta ready");
  }

  @Test
  void what_is_shown_is_mended_after_a_crash_between_the_two_places() throws IOException {
    TestMachine.Running process = machine.start(Custody.PLAIN_FILE);
    process.session().keep(SessionSamples.of(ANA, "one"));
    byte[] shownBefore = Files.readAllBytes(machine.config().resolve("account.json"));
    process.session().keep(SessionSamples.of(BEN, "two"));
    Files.write(machine.config().resolve("account.json"), shownBefore);

    assertThat(machine.start().session().read().map(AccountSummary::user)).contains(ANA);
    assertSame(machine.start().session().load(), SessionSamples.of(BEN, "two"));
    assertThat(machine.start().session().read().map(AccountSummary::user)).contains(BEN);
  }

  @Test
  void a_record_without_a_session_behind_it_is_removed() {
    machine.start(Custody.KEYCHAIN).session().keep(SessionSamples.of(ANA, "one"));
    machine.keychain().entries().remove("opta session");
    assertThat(machine.start().session().load()).isEmpty();
    assertThat(machine.start().session().read()).isEmpty();
  }

  @Test
  void an_account_file_that_another_program_wrote_is_left_alone() throws IOException {
    machine.start(Custody.PLAIN_FILE).session().keep(SessionSamples.of(ANA, "one"));
    Files.delete(machine.config().resolve("device.json"));
    assertThat(machine.start().session().load()).isEmpty();
    assertThat(machine.start().session().read().map(AccountSummary::user)).contains(ANA);
  }

  @Test
  void a_kept_session_that_is_no_session_is_damaged() {
    machine.start(Custody.KEYCHAIN).session().keep(SessionSamples.of(ANA, "one"));
    for (String text : new String[] {"", "{", "{}", "{\"version\":\"2\"}"}) {
      machine.keychain().entries().put("opta session", text);
      assertRefused(CustodyUnavailable.Reason.DAMAGED, machine.start().session()::load);
    }
    machine.start().session().keep(SessionSamples.of(ANA, "two"));
    assertSame(machine.start().session().load(), SessionSamples.of(ANA, "two"));
  }

  private static void assertRefused(CustodyUnavailable.Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CustodyUnavailable.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e).hasMessageNotContaining("access-").hasMessageNotContaining("refresh-");
            });
  }

  private static String everythingIn(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
