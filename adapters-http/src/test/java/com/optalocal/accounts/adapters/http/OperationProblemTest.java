package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationProblemTest {
  private static Stream<OperationProblem> problems() {
    Stream<OperationProblem> custody =
        Arrays.stream(CustodyUnavailable.Reason.values())
            .map(reason -> OperationProblem.of(new CustodyUnavailable(reason, "a place")));
    return Stream.concat(
        custody,
        Stream.of(
            OperationProblem.of(new SessionRefused()),
            OperationProblem.of(new PortalUnreachable("nobody answers")),
            OperationProblem.of(PortalUnreachable.inTrouble(503)),
            OperationProblem.of(new BadPayload("/payload", "this is missing")),
            OperationProblem.of(new IllegalArgumentException("hunter2")),
            OperationProblem.of(new IllegalStateException("hunter2")),
            OperationProblem.noVault(),
            OperationProblem.notTrusted(),
            OperationProblem.tampered(VaultFault.FORKED),
            OperationProblem.unknownOperation(List.of("health"))));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void each_says_what_why_and_what_next_in_lines_without_a_full_stop(OperationProblem problem) {
    assertThat(List.of(problem.title(), problem.detail(), problem.next()))
        .allSatisfy(line -> assertThat(line).isNotEmpty().doesNotEndWith("."))
        .noneMatch(line -> line.contains("hunter2"));
  }
}
