package com.optalocal.accounts.bootstrap.vault;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.daemon.SyncedLines;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.vault.Label;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// `opta account keys push`: seals a key to this person's devices and stores it on the portal.
public final class KeysPushCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Seal a key to your devices and store it")
        .about(
            "NAME is anthropic, brave, github, lmx, openai, universal, or as in MY_TOKEN.",
            "The value comes from a prompt, or with `-` from standard input. On the command",
            "line it is taken too, with a warning: other programs can see it there.")
        .needs("NAME", "what to call it: an alias or a variable's name")
        .takes("-|VALUE", "`-` for standard input, or the value itself")
        .option("--label", "TEXT", "a note to yourself, as in `work`; the portal can read it")
        .example("opta keys push anthropic")
        .example("pass show anthropic | opta keys push anthropic - --label work");
  }

  @Override
  public ExitCode run(Invocation call) {
    SecretName name = KeyName.parse(call.positional(0).orElseThrow(), "NAME");
    Optional<Label> label = call.option("--label", Label::new);
    JsonValue.Builder request = JsonValue.fields().put("name", name.value());
    try (SecretBytes value = value(call, name)) {
      String encoded = value.use(bytes -> Base64.getEncoder().encodeToString(bytes));
      request.put("value", encoded);
    }
    label.ifPresent(text -> request.put("label", text.value()));
    JsonValue.Fields pushed = DaemonAccess.of(call).call("keys.push", request.build());
    call.terminal()
        .done(
            "Stored "
                + pushed.text("name").orElse(name.value())
                + " v"
                + pushed.number("version").orElse(1L)
                + ", sealed to "
                + SyncedLines.count(pushed.number("devices").orElse(1L), "device"));
    call.terminal().json(pushed);
    return ExitCode.OK;
  }

  private static SecretBytes value(Invocation call, SecretName name) {
    Optional<String> given = call.positional(1);
    SecretBytes value;
    if (given.isEmpty() && call.terminal().prompt().isInteractive()) {
      value =
          call.terminal()
              .prompt()
              .secret("Value of " + name + ":")
              .orElseGet(() -> new SecretBytes(new byte[0]));
    } else if (given.isEmpty() || given.get().equals("-")) {
      value = everything(call);
    } else {
      call.terminal()
          .warn(
              "The value is in your shell's history now, and other programs could see it",
              "Next time: opta keys push NAME -");
      value = new SecretBytes(given.get().getBytes(StandardCharsets.UTF_8));
    }
    if (value.length() == 0) {
      throw CommandFailed.usage(
          "There is no value to store",
          "Standard input or the answer was empty",
          "Pipe it in: printf %s \"$KEY\" | opta keys push NAME -");
    }
    return value;
  }

  private static SecretBytes everything(Invocation call) {
    try {
      return call.terminal().prompt().everything(SecretValue.MAX_BYTES);
    } catch (IllegalArgumentException tooLong) {
      throw CommandFailed.usage(
          "The value is too long",
          "A value has at most " + SecretValue.MAX_BYTES + " bytes",
          "Keep the file elsewhere, and store what unlocks it");
    }
  }
}
