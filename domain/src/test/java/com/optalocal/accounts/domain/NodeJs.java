package com.optalocal.accounts.domain;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks Node.js, for what shall equal JavaScript. Where there is none, the tests that want it say
/// that they were skipped.
public final class NodeJs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NodeJs() {}

  /// What `expression` is, in one run, for each `x` of `inputs`; skips the calling test without
  /// Node.
  ///
  /// Inputs travel as arrays of UTF-16 code units, which no encoding can change.
  public static List<JsonNode> each(List<String> inputs, String expression) {
    Process node =
        start(
            """
            const read = require('fs').readFileSync(0, 'utf8').split('\\n').filter(line => line);
            for (const line of read) {
              const x = String.fromCharCode(...JSON.parse(line));
              console.log(JSON.stringify((x => %s)(x)));
            }
            """
                .formatted(expression));
    try {
      StringBuilder lines = new StringBuilder();
      for (String input : inputs) {
        lines.append(JSON.writeValueAsString(input.chars().toArray())).append('\n');
      }
      Thread writing = Thread.ofVirtual().start(() -> write(node, lines.toString()));
      String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      writing.join();
      Assertions.assertTrue(node.waitFor(60, TimeUnit.SECONDS) && node.exitValue() == 0, "node");
      List<JsonNode> answers = answer.lines().map(JSON::readTree).toList();
      Assertions.assertEquals(inputs.size(), answers.size());
      return answers;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Process start(String script) {
    try {
      return new ProcessBuilder("node", "-e", script)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException none) {
      return abort("skipped: Node.js is not here");
    }
  }

  private static void write(Process node, String text) {
    try (var to = node.getOutputStream()) {
      to.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }
}
