package com.optalocal.accounts.bootstrap.vault;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.home.Environment.StandardStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `opta run -- CMD …`: one program with keys in its environment, and nothing on disk.
public final class RunCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Run a program with your keys in its environment")
        .about(
            "The keys are environment variables of that program alone. Names that would",
            "change what a program is or whom it talks to (PATH, NODE_OPTIONS, …_BASE_URL)",
            "come only with --only. Signals and the exit code pass through.")
        .options("--only", "NAME", "give it only this key; may come several times")
        .needsCommandLine("CMD", "the program and its arguments")
        .withoutJson()
        .example("opta run -- npm test")
        .example("opta run --only anthropic -- python3 agent.py");
  }

  @Override
  public ExitCode run(Invocation call) throws InterruptedException {
    List<String> command = call.commandLine(0);
    JsonValue.Builder request = JsonValue.fields();
    if (!call.options("--only").isEmpty()) {
      request.putTexts(
          "only",
          call.options("--only").stream()
              .map(typed -> KeyName.parse(typed, "--only").value())
              .toList());
    }
    JsonValue.Fields leased = DaemonAccess.of(call).call("keys.lease", request.build());
    call.terminal().flush();
    boolean atTerminal = call.environment().isTerminal(StandardStream.IN);
    return ExitCode.passedOn(ChildProgram.run(command, keys(leased), atTerminal));
  }

  private static Map<String, String> keys(JsonValue.Fields leased) {
    Map<String, String> keys = new HashMap<>();
    leased
        .fields("keys")
        .orElse(JsonValue.Fields.NONE)
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonValue.Text text) {
            keys.put(name, text(name, Base64.getDecoder().decode(text.value())));
          }
        });
    return keys;
  }

  /// An environment variable is text in this system's encoding; a key that is not would arrive
  /// changed, which is worse than not at all.
  private static String text(String name, byte[] value) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      Charset system =
          Charset.forName(System.getProperty("sun.jnu.encoding"), StandardCharsets.UTF_8);
      if (system.newEncoder().canEncode(text)) {
        return text;
      }
    } catch (CharacterCodingException binary) {
      // as below
    }
    throw new CommandFailed(
        ExitCode.FAILED,
        "not_text",
        "The key " + name + " cannot be an environment variable here",
        "Its value is not text in this system's encoding",
        "Leave it out: name the others with --only");
  }
}
