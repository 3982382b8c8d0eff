package com.optalocal.accounts.application;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [UnitOfWork] keeps, seen through a store that belongs to it.
public abstract class UnitOfWorkContract {
  protected abstract UnitOfWork work();

  /// An empty store under [#work].
  protected abstract Users users();

  @Test
  void what_a_unit_did_is_there_afterwards_and_its_result_comes_back() {
    String result =
        work()
            .atomically(() -> {
              users().add(DEFAULT, Account.of(People.ANA));
              users().add(DEFAULT, Account.of(People.BEN));
              return "done";
            });

    assertThat(result).isEqualTo("done");
    assertThat(users().find(DEFAULT, People.ANA.id())).contains(Account.of(People.ANA));
    assertThat(users().find(DEFAULT, People.BEN.id())).contains(Account.of(People.BEN));
  }

  @Test
  void a_unit_that_throws_leaves_nothing_and_its_very_exception_comes_out() {
    RuntimeException refusal = new IllegalStateException("no");

    assertThatThrownBy(() ->
            work()
                .atomically(() -> {
                  users().add(DEFAULT, Account.of(People.ANA));
                  throw refusal;
                }))
        .isSameAs(refusal);
    assertThat(users().find(DEFAULT, People.ANA.id())).isEmpty();
  }

  @Test
  void an_error_leaves_nothing_either_and_the_next_unit_works() {
    AssertionError error = new AssertionError("no");

    assertThatThrownBy(() ->
            work()
                .atomically(() -> {
                  users().add(DEFAULT, Account.of(People.ANA));
                  throw error;
                }))
        .isSameAs(error);
    work().atomically(() -> users().add(DEFAULT, Account.of(People.BEN)));

    assertThat(users().find(DEFAULT, People.ANA.id())).isEmpty();
    assertThat(users().find(DEFAULT, People.BEN.id())).isPresent();
  }

  @Test
  void a_unit_sees_its_own_changes() {
    boolean seen =
        work()
            .atomically(() -> {
              users().add(DEFAULT, Account.of(People.ANA));
              return users().findByEmail(DEFAULT, People.ANA.email().orElseThrow()).isPresent();
            });

    assertThat(seen).isTrue();
  }

  @Test
  void a_nested_unit_falls_with_the_outer_one() {
    assertThatThrownBy(() ->
            work()
                .atomically(() -> {
                  work().atomically(() -> users().add(DEFAULT, Account.of(People.ANA)));
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(users().find(DEFAULT, People.ANA.id())).isEmpty();
  }

  @Test
  void a_nested_unit_that_throws_leaves_nothing_even_if_the_outer_one_goes_on() {
    work()
        .atomically(() -> {
          users().add(DEFAULT, Account.of(People.ANA));
          assertThatThrownBy(() ->
                  work()
                      .atomically(() -> {
                        users().add(DEFAULT, Account.of(People.BEN));
                        throw new IllegalStateException("no");
                      }))
              .isInstanceOf(IllegalStateException.class);
          return true;
        });

    assertThat(users().find(DEFAULT, People.ANA.id())).isPresent();
    assertThat(users().find(DEFAULT, People.BEN.id())).isEmpty();
  }

  @Test
  void nobody_sees_what_a_unit_undoes() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> seen = new ArrayList<>();
      assertThatThrownBy(() ->
              work()
                  .atomically(() -> {
                    users().add(DEFAULT, Account.of(People.ANA));
                    seen.add(
                        others.submit(() -> {
                          reading.countDown();
                          return users().find(DEFAULT, People.ANA.id()).isPresent();
                        }));
                    awaitUninterruptibly(reading);
                    throw new IllegalStateException("no");
                  }))
          .isInstanceOf(IllegalStateException.class);

      assertThat(seen.getFirst().get()).isFalse();
    }
  }

  @Test
  void units_exclude_each_other_so_that_no_read_is_stale_when_it_is_acted_on() throws Exception {
    int writers = 16;
    int each = 5;
    List<User> people =
        IntStream.range(0, writers * each).mapToObj(i -> People.named("p" + i, 100 + i)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        running.add(
            threads.submit(() -> {
              for (int n = 0; n < each; n++) {
                assertThat(work().atomically(() -> addFirstMissing(people))).isTrue();
              }
            }));
      }
      for (Future<?> writer : running) {
        writer.get();
      }
    }

    assertThat(people).allSatisfy(user -> assertThat(users().find(DEFAULT, user.id())).isPresent());
  }

  private boolean addFirstMissing(List<User> people) {
    User missing =
        people.stream()
            .filter(user -> users().find(DEFAULT, user.id()).isEmpty())
            .findFirst()
            .orElseThrow();
    return users().add(DEFAULT, Account.of(missing));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
