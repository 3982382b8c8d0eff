package com.optalocal.accounts.bootstrap.settings;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Nearest;
import com.optalocal.accounts.bootstrap.command.Node;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `opta config`: what is set, where it came from, and how to change it.
public final class ConfigCommands {
  private ConfigCommands() {}

  public static Node.Group group() {
    return Node.group(
        "config",
        "Show and change settings",
        () ->
            List.of(
                Node.leaf("list", "Show all settings", ListAll::new),
                Node.leaf("get", "Show one setting", Get::new),
                Node.leaf("set", "Change one setting", Change::new),
                Node.leaf("path", "Show where the settings lie", Where::new)));
  }

  private static JsonValue.Fields describe(Setting setting, Optional<Settings.Origin> origin) {
    return JsonValue.fields()
        .put("key", setting.key())
        .putOrNull("value", origin.map(Settings.Origin::value))
        .putOrNull("from", origin.map(Settings.Origin::from))
        .build();
  }

  private static Setting setting(Invocation call) {
    String key = call.positional(0).orElseThrow();
    return Setting.ofKey(key)
        .orElseThrow(() -> {
          List<String> near = Nearest.to(key, Setting.keys());
          return CommandFailed.usage(
              "There is no such setting",
              near.isEmpty() ? "" : "Did you mean " + Nearest.sentence(near) + "?",
              "`opta config list` shows them all");
        });
  }

  private static final class ListAll implements Command {
    @Override
    public Usage usage() {
      return Usage.of("Show all settings, their values and where these come from")
          .example("opta config list");
    }

    @Override
    public ExitCode run(Invocation call) {
      Settings settings = Settings.load(call.environment(), call.home());
      Columns rows = new Columns();
      List<JsonValue> all = new ArrayList<>();
      for (Setting setting : Setting.values()) {
        Optional<Settings.Origin> origin = settings.find(setting);
        rows.row(
            setting.key(),
            origin.map(Settings.Origin::value).orElse("-"),
            origin.map(Settings.Origin::from).orElse(""));
        all.add(describe(setting, origin));
      }
      call.terminal().lines(rows.lines());
      call.terminal()
          .json(
              JsonValue.fields().put("ok", true).put("settings", new JsonValue.Array(all)).build());
      return ExitCode.OK;
    }
  }

  private static final class Get implements Command {
    @Override
    public Usage usage() {
      return Usage.of("Show one setting")
          .needs("KEY", "its name, as `opta config list` shows it")
          .flag("--explain", "say where the value comes from")
          .example("opta config get portal --explain");
    }

    @Override
    public ExitCode run(Invocation call) {
      Setting setting = setting(call);
      Optional<Settings.Origin> origin =
          Settings.load(call.environment(), call.home()).find(setting);
      if (call.terminal().isJson()) {
        call.terminal()
            .json(JsonValue.fields().put("ok", true).putAll(describe(setting, origin)).build());
        return ExitCode.OK;
      }
      origin.ifPresent(found ->
          call.terminal()
              .raw(
                  call.has("--explain")
                      ? found.value() + "  (from " + found.from() + ")"
                      : found.value()));
      return origin.isPresent() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static final class Change implements Command {
    @Override
    public Usage usage() {
      return Usage.of("Change one setting in config.json")
          .needs("KEY", "its name, as `opta config list` shows it")
          .needs("VALUE", "its new value")
          .example("opta config set portal https://accounts.example.com");
    }

    @Override
    public ExitCode run(Invocation call) {
      Setting setting = setting(call);
      String value = call.positional(1).orElseThrow();
      new ConfigFile(call.home().configFile()).write(setting, value);
      if (call.environment().variable(setting.variable()).isPresent()) {
        call.terminal()
            .warn(setting.variable() + " is set in this shell and wins over config.json");
      }
      call.terminal().done(setting.key() + " is set");
      call.terminal().json(JsonValue.fields().put("ok", true).put("key", setting.key()).build());
      return ExitCode.OK;
    }
  }

  private static final class Where implements Command {
    @Override
    public Usage usage() {
      return Usage.of("Show where the settings lie").example("opta config path");
    }

    @Override
    public ExitCode run(Invocation call) {
      String path = call.home().configFile().toString();
      if (call.terminal().isJson()) {
        call.terminal().json(JsonValue.fields().put("ok", true).put("path", path).build());
      } else {
        call.terminal().raw(path);
      }
      return ExitCode.OK;
    }
  }
}
