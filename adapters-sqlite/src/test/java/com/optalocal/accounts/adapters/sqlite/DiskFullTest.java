package com.optalocal.accounts.adapters.sqlite;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditTrail;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// SQLite is given no more pages than it has, which it reports as a full disk.
@Timeout(60)
class DiskFullTest {
  private static final AuditLogId LOG = DEFAULT.auditLog();

  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();
  private final SigningKey logKey = SigningKey.generate(new SeededRandom(1));
  private final SeededRandom random = new SeededRandom(2);

  @BeforeEach
  void allow_a_few_pages_more() {
    signUp(People.ANA);
    limitPages(pages() + 8);
  }

  @Test
  void the_change_and_its_event_are_refused_together_and_reads_go_on() {
    List<User> stored = new ArrayList<>(List.of(People.ANA));
    Optional<StoreUnavailable> refusal = Optional.empty();
    for (int i = 0; refusal.isEmpty(); i++) {
      User user = People.named("p" + i, 400 + i);
      try {
        signUp(user);
        stored.add(user);
      } catch (StoreUnavailable full) {
        refusal = Optional.of(full);
        assertThat(users().find(DEFAULT, user.id())).isEmpty();
        assertThat(audit().newest(LOG, Optional.of(user.id().value()), 1)).isEmpty();
      }
    }

    assertThat(refusal.orElseThrow()).hasMessage("the disk or the database is full");
    assertThat(stored).hasSizeGreaterThan(10);
    assertWhole(stored);
  }

  @Test
  void neighbors_in_one_commit_are_stored_whole_or_refused() throws Exception {
    ConcurrentLinkedQueue<User> stored = new ConcurrentLinkedQueue<>(List.of(People.ANA));
    ConcurrentLinkedQueue<StoreUnavailable> refusals = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        User user = People.named("p" + i, 400 + i);
        running.add(
            threads.submit(() -> {
              try {
                signUp(user);
                stored.add(user);
              } catch (StoreUnavailable full) {
                refusals.add(full);
              }
            }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }

    assertThat(refusals).isNotEmpty();
    assertWhole(stored);
  }

  @Test
  void the_writer_goes_on_once_there_is_room_again() {
    int i = 0;
    try {
      while (true) {
        signUp(People.named("p" + i, 400 + i));
        i++;
      }
    } catch (StoreUnavailable full) {
      limitPages(1_000_000);
    }

    signUp(People.BEN);

    assertThat(users().find(DEFAULT, People.BEN.id())).isPresent();
  }

  private void assertWhole(Iterable<User> stored) {
    assertThat(stored)
        .allSatisfy(
            user -> assertThat(users().find(DEFAULT, user.id())).contains(Account.of(user)));
    long count = Integer.parseInt(open.rows("SELECT count(*) FROM users").getFirst());
    assertThat(stored).hasSize(Math.toIntExact(count));
    assertThat(open.rows("SELECT count(*) FROM audit_leaf")).containsExactly("" + count);
    assertThat(open.rows("SELECT count(DISTINCT leaf_index) FROM audit_body"))
        .containsExactly("" + count);
    assertThat(Checkpoint.parse(audit().checkpoint(LOG).orElseThrow()).size()).isEqualTo(count);
    assertThat(open.rows("PRAGMA integrity_check")).containsExactly("ok");
  }

  private void signUp(User user) {
    open.database()
        .unitOfWork()
        .atomically(() -> {
          users().add(DEFAULT, Account.of(user));
          return audit()
              .append(
                  LOG,
                  AuditEvent.of(
                      MovableClock.START,
                      AuditAction.USER_SIGNED_UP,
                      AuditField.personal("user", user.id())));
        });
  }

  private int pages() {
    return Integer.parseInt(open.rows("PRAGMA page_count").getFirst());
  }

  private void limitPages(int pages) {
    open.database()
        .write(handle ->
            handle.createQuery("PRAGMA max_page_count = " + pages).mapTo(Integer.class).one());
  }

  private Users users() {
    return new SqliteUsers(open.database());
  }

  private AuditTrail audit() {
    return new SqliteAuditTrail(open.database(), logKey, "accounts.example.com", random);
  }
}
