package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.application.policy.Authorize;
import com.optalocal.accounts.domain.policy.Decision;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daemon's operations by name, and the one way to run them: shape, policy, turn, handler.
/// Thread-safe. Nothing here logs a payload or an answer.
public final class Operations {
  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
  private static final int MAX_SUGGESTIONS = 3;
  private static final int MAX_FRAMES = 12;

  private final Map<String, Operation> byName = new LinkedHashMap<>();
  private final Authorize authorize;
  private final ReadWriteLock session = new ReentrantReadWriteLock(true);

  @SafeVarargs
  public Operations(Authorize authorize, Collection<Operation>... areas) {
    this.authorize = authorize;
    for (Collection<Operation> area : areas) {
      area.forEach(operation -> {
        if (byName.put(operation.name(), operation) != null) {
          throw new IllegalStateException("two operations share a name");
        }
      });
    }
  }

  /// The names and payloads of all operations.
  JsonValue.Fields list() {
    return JsonValue.fields()
        .put("ok", true)
        .put(
            "operations",
            new JsonValue.Array(byName.values().stream().<JsonValue>map(Operation::json).toList()))
        .build();
  }

  /// Runs `name` with what was sent as its payload; never throws for anything a caller or the world
  /// did.
  OperationReply run(String name, Optional<JsonValue> payload) {
    Operation operation = byName.get(name);
    if (operation == null) {
      return OperationProblem.unknownOperation(nearest(name));
    }
    try {
      Decision decision = authorize.decide(operation.capability());
      if (!decision.allowed()) {
        return OperationProblem.denied(decision);
      }
      Payload checked = operation.payload().check(payload);
      return switch (operation.turn()) {
        case FREE -> operation.handler().handle(checked);
        case SHARED -> inTurn(session.readLock(), operation, checked);
        case ALONE -> inTurn(session.writeLock(), operation, checked);
      };
    } catch (RuntimeException thrown) {
      OperationProblem problem = OperationProblem.of(thrown);
      if (problem.status() == 500) {
        LOG.error("operation {} failed: {}", operation.name(), trace(thrown));
      }
      return problem;
    }
  }

  private static OperationReply inTurn(Lock turn, Operation operation, Payload payload) {
    turn.lock();
    try {
      return operation.handler().handle(payload);
    } finally {
      turn.unlock();
    }
  }

  /// Where it broke, but no message: a message may quote what somebody sent.
  private static String trace(RuntimeException thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .limit(MAX_FRAMES)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < ", thrown.getClass().getName() + " at ", ""));
  }

  private List<String> nearest(String name) {
    if (name.length() > 40) {
      return List.of();
    }
    return byName.keySet().stream()
        .filter(known -> distance(name, known) <= Math.max(2, known.length() / 3))
        .sorted(Comparator.comparingInt(known -> distance(name, known)))
        .limit(MAX_SUGGESTIONS)
        .toList();
  }

  /// Levenshtein's distance.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
