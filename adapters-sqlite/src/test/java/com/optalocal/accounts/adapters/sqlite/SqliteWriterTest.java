package com.optalocal.accounts.adapters.sqlite;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.sqlite.identity.SqliteIdentities;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.identity.Identities;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class SqliteWriterTest {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Test
  void what_came_while_a_unit_ran_shares_its_commit() throws Exception {
    long before = writer().commits();
    try (Together together = new Together()) {
      for (User user : people(50)) {
        together.add(() -> users().add(DEFAULT, Account.of(user)));
      }
      together.run();
      together.answers().forEach(answer -> assertThat(answer).isEqualTo(true));
    }

    assertThat(writer().commits() - before).isEqualTo(1);
    assertThat(open.rows("SELECT count(*) FROM users")).containsExactly("50");
  }

  @Test
  void a_commit_takes_a_bounded_number_of_units() throws Exception {
    long before = writer().commits();
    try (Together together = new Together()) {
      for (User user : people(SqliteWriter.MOST_IN_A_COMMIT + 1)) {
        together.add(() -> users().add(DEFAULT, Account.of(user)));
      }
      together.run();
    }

    // with the unit that held the writer, two more than fit
    assertThat(writer().commits() - before).isEqualTo(2);
  }

  @Test
  void a_unit_that_throws_does_not_take_its_neighbors_with_it() throws Exception {
    List<User> people = people(3);
    try (Together together = new Together()) {
      together.add(() -> users().add(DEFAULT, Account.of(people.get(0))));
      together.add(() -> {
        users().add(DEFAULT, Account.of(people.get(1)));
        throw new IllegalArgumentException("this one is refused");
      });
      together.add(() -> users().add(DEFAULT, Account.of(people.get(2))));
      together.run();

      assertThat(together.answers().get(0)).isEqualTo(true);
      assertThat(together.answers().get(1))
          .isInstanceOfSatisfying(
              IllegalArgumentException.class, e -> assertThat(e).hasMessage("this one is refused"));
      assertThat(together.answers().get(2)).isEqualTo(true);
    }

    assertThat(open.rows("SELECT email FROM users ORDER BY email"))
        .containsExactly("p0@example.com", "p2@example.com");
  }

  @Test
  void a_transaction_that_is_lost_fails_the_units_before_and_spares_those_after() throws Exception {
    List<User> people = people(3);
    try (Together together = new Together()) {
      together.add(() -> users().add(DEFAULT, Account.of(people.get(0))));
      together.add(() -> {
        // SQLite does so by itself after some errors, as when the disk is full
        open.database()
            .write(handle -> handle.execute("ROLLBACK") + handle.execute("INSERT INTO nowhere"));
        return true;
      });
      together.add(() -> users().add(DEFAULT, Account.of(people.get(2))));
      together.run();

      assertThat(together.answers().get(0)).isInstanceOf(StoreUnavailable.class);
      assertThat(together.answers().get(1)).isInstanceOf(StoreUnavailable.class);
      assertThat(together.answers().get(2)).isEqualTo(true);
    }

    assertThat(open.rows("SELECT email FROM users")).containsExactly("p2@example.com");
  }

  @Test
  void a_unit_cannot_succeed_after_a_statement_of_it_failed() {
    assertThatThrownBy(() ->
            writer()
                .atomically(() -> {
                  users().add(DEFAULT, Account.of(People.ANA));
                  assertThatThrownBy(() ->
                          open.database().write(handle -> handle.execute("INSERT INTO nowhere")))
                      .isInstanceOf(IllegalStateException.class);
                  return true;
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(users().find(DEFAULT, People.ANA.id())).isEmpty();
  }

  @Test
  void a_row_that_the_schema_refuses_is_a_bug_and_its_values_are_not_told() {
    users().add(DEFAULT, Account.of(People.ANA));
    Identity bens =
        Identity.ofEmail(
            People.ANA.id().value(),
            People.BEN.id(),
            People.BEN.email().orElseThrow(),
            true,
            People.BEN.createdAt());
    Identities identities = new SqliteIdentities(open.database());

    assertThatThrownBy(() -> identities.add(DEFAULT, bens))
        .isInstanceOf(IllegalStateException.class)
        .satisfies(e -> {
          for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("ben@", "Ben", People.ANA.id().value());
          }
        });
  }

  @Test
  void a_database_that_another_program_holds_is_unavailable_and_works_again_afterwards() {
    writer().atomically(() -> open.database().write(h -> h.execute("PRAGMA busy_timeout = 20")));
    try (SqliteDatabase other = SqliteDatabase.openPortal(open.file())) {
      other
          .unitOfWork()
          .atomically(() -> {
            assertThatThrownBy(() -> users().add(DEFAULT, Account.of(People.ANA)))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("another program holds the database");
            assertThat(users().find(DEFAULT, People.ANA.id())).isEmpty();
            return true;
          });
    }

    assertThat(users().add(DEFAULT, Account.of(People.ANA))).isTrue();
  }

  @Test
  void closing_finishes_what_was_accepted_and_refuses_what_comes_later() throws Exception {
    try (Together together = new Together();
        ExecutorService closer = Executors.newVirtualThreadPerTaskExecutor()) {
      for (User user : people(20)) {
        together.add(() -> users().add(DEFAULT, Account.of(user)));
      }
      together.waitUntilAccepted();
      Future<?> closing = closer.submit(() -> open.database().close());
      together.run();
      closing.get();

      together.answers().forEach(answer -> assertThat(answer).isEqualTo(true));
    }
    assertThatThrownBy(() -> users().add(DEFAULT, Account.of(People.ANA)))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> users().find(DEFAULT, People.ANA.id()))
        .isInstanceOf(StoreUnavailable.class);

    open.restart();
    assertThat(open.rows("SELECT count(*) FROM users")).containsExactly("20");
  }

  @Test
  void an_interrupt_does_not_abandon_a_unit_and_is_not_lost() throws Exception {
    Thread caller =
        Thread.ofVirtual()
            .unstarted(() -> {
              Thread.currentThread().interrupt();
              users().add(DEFAULT, Account.of(People.ANA));
              if (Thread.currentThread().isInterrupted()) {
                Thread.interrupted();
                users().add(DEFAULT, Account.of(People.BEN));
              }
            });
    caller.start();
    caller.join();

    assertThat(users().find(DEFAULT, People.ANA.id())).isPresent();
    assertThat(users().find(DEFAULT, People.BEN.id())).isPresent();
  }

  private SqliteWriter writer() {
    return open.database().writer();
  }

  private Users users() {
    return new SqliteUsers(open.database());
  }

  private static List<User> people(int count) {
    return IntStream.range(0, count).mapToObj(i -> People.named("p" + i, 300 + i)).toList();
  }

  /// Units that all wait behind one that holds the writer, in the order in which they were added.
  private final class Together implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Future<?>> units = new ArrayList<>();

    Together() throws InterruptedException {
      CountDownLatch holding = new CountDownLatch(1);
      threads.execute(() ->
          writer()
              .atomically(() -> {
                holding.countDown();
                awaitRelease();
                return true;
              }));
      holding.await();
    }

    void add(Supplier<Boolean> unit) {
      units.add(threads.submit(() -> writer().atomically(unit)));
      waitUntilAccepted();
    }

    void waitUntilAccepted() {
      while (writer().waiting() < units.size()) {
        Thread.onSpinWait();
      }
    }

    void run() {
      release.countDown();
    }

    /// What each unit returned or threw.
    List<Object> answers() throws InterruptedException {
      List<Object> answers = new ArrayList<>();
      for (Future<?> unit : units) {
        try {
          answers.add(unit.get());
        } catch (ExecutionException e) {
          answers.add(e.getCause());
        }
      }
      return answers;
    }

    private void awaitRelease() {
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      release.countDown();
      threads.close();
    }
  }
}
