package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.application.policy.Authorize;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.policy.Capability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final OperationReply NOTHING = OperationReply.done(JsonValue.Fields.NONE);

  private static Operation operation(
      String name, Capability capability, Operation.Turn turn, Supplier<OperationReply> work) {
    return new Operation(
        name,
        "For a test.",
        capability,
        Operation.Risk.READ,
        turn,
        PayloadShape.NONE,
        payload -> work.get());
  }

  private static Operation operation(String name, Supplier<OperationReply> work) {
    return operation(name, BuiltInPolicy.KEYS_READ, Operation.Turn.FREE, work);
  }

  private static OperationReply run(Operation operation) {
    return new Operations(new Authorize(), List.of(operation))
        .run(operation.name(), Optional.empty());
  }

  private static OperationProblem refused(Operation operation) {
    if (run(operation) instanceof OperationProblem problem) {
      return problem;
    }
    throw new AssertionError("the operation was not refused");
  }

  @Test
  void what_the_policy_denies_is_not_begun_and_says_why() {
    boolean[] begun = {false};
    OperationProblem problem =
        refused(
            operation(
                "keys.export",
                new Capability("key_export"),
                Operation.Turn.FREE,
                () -> {
                  begun[0] = true;
                  return NOTHING;
                }));
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.DENIED);
    assertThat(problem.detail()).contains("blocked everywhere");
    assertThat(begun[0]).isFalse();
  }

  @Test
  void a_capability_that_no_rule_names_is_denied() {
    assertThat(
            refused(
                    operation(
                        "x", new Capability("never_heard_of"), Operation.Turn.FREE, () -> NOTHING))
                .kind())
        .isEqualTo(OperationProblem.Kind.DENIED);
  }

  @Test
  void the_portals_policy_denies_as_well() {
    OperationProblem problem =
        refused(
            operation(
                "x",
                () -> {
                  throw new PortalDenied("only during office hours");
                }));
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.DENIED);
    assertThat(problem.detail()).isEqualTo("only during office hours");
  }

  @Test
  void a_bug_is_told_without_its_message() {
    OperationProblem problem =
        refused(
            operation(
                "x",
                () -> {
                  throw new IllegalStateException("sk-ant-1");
                }));
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.FAILED);
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.toString()).doesNotContain("sk-ant");
  }

  @Test
  void an_illegal_argument_is_usage_without_its_message() {
    OperationProblem problem =
        refused(operation("x", () -> OperationReply.done(number("sk-ant-1"))));
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.USAGE);
    assertThat(problem.toString()).doesNotContain("sk-ant");
  }

  private static JsonValue.Fields number(String text) {
    return JsonValue.fields().put("n", Long.parseLong(text)).build();
  }

  @Test
  void two_operations_of_one_name_are_a_bug() {
    Operation operation = operation("x", () -> NOTHING);
    assertThatThrownBy(
            () -> new Operations(new Authorize(), List.of(operation), List.of(operation)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_change_of_session_waits_for_what_uses_the_session_and_health_never_waits()
      throws Exception {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch pulling = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Operation pull =
        operation(
            "pull",
            BuiltInPolicy.KEYS_READ,
            Operation.Turn.SHARED,
            () -> {
              pulling.countDown();
              await(release);
              events.add("pull ends");
              return NOTHING;
            });
    Operation login =
        operation(
            "login",
            BuiltInPolicy.KEYS_READ,
            Operation.Turn.ALONE,
            () -> {
              events.add("login begins");
              return NOTHING;
            });
    Operation health =
        operation(
            "health",
            BuiltInPolicy.KEYS_READ,
            Operation.Turn.FREE,
            () -> {
              events.add("health");
              return NOTHING;
            });
    Operations operations = new Operations(new Authorize(), List.of(pull, login, health));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> operations.run("pull", Optional.empty()));
      await(pulling);
      Future<?> second = threads.submit(() -> operations.run("login", Optional.empty()));
      assertThat(operations.run("health", Optional.empty())).isEqualTo(NOTHING);
      release.countDown();
      first.get(20, TimeUnit.SECONDS);
      second.get(20, TimeUnit.SECONDS);
    }
    assertThat(events).containsExactly("health", "pull ends", "login begins");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
