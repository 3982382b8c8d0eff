package com.optalocal.accounts.bootstrap.settings;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.MalformedJson;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Nearest;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// `config.json`: one flat object of [Setting]s and nothing else, so that a misspelled one is found
/// at the next command and not never.
public final class ConfigFile {
  private final Path path;

  public ConfigFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /// @throws CommandFailed if it cannot be read, is malformed, or names what does not exist
  public Map<Setting, String> read() {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (var member : document().members().entrySet()) {
      Setting setting = Setting.ofKey(member.getKey()).orElseThrow(() -> unknown(member.getKey()));
      values.put(
          setting, setting.check(text(member.getValue()), setting.key() + " in config.json"));
    }
    return values;
  }

  /// Sets a checked value, keeping the others, in one atomic step.
  public void write(Setting setting, String value) {
    Map<Setting, String> values = read();
    values.put(setting, setting.check(value, setting.key()));
    JsonValue.Builder document = JsonValue.fields();
    values.forEach((key, text) -> {
      if (key == Setting.PORTAL_PORT) {
        document.put(key.key(), Long.parseLong(text));
      } else {
        document.put(key.key(), text);
      }
    });
    byte[] bytes = JsonText.indented(document.build());
    try {
      Home.privateFolder(path.getParent() == null ? path : path.getParent());
      PrivateFile.replace(path, bytes);
    } catch (IOException refused) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "config_unwritable",
          "The setting could not be written",
          "config.json cannot be replaced",
          "Check the permissions of " + path.getParent());
    }
  }

  private JsonValue.Fields document() {
    try {
      return JsonText.readFields(Files.readAllBytes(path));
    } catch (NoSuchFileException none) {
      return JsonValue.Fields.NONE;
    } catch (MalformedJson malformed) {
      throw CommandFailed.usage(
          "config.json is not JSON that can be read",
          String.valueOf(malformed.getMessage()),
          "Correct or remove " + path);
    } catch (IOException unreadable) {
      throw CommandFailed.usage(
          "config.json cannot be read", "", "Check the permissions of " + path);
    }
  }

  private static String text(JsonValue value) {
    return switch (value) {
      case JsonValue.Text text -> text.value();
      case JsonValue.Numeral number ->
          // written out in full, 1e999999999 would fill the memory
          number.asLong().map(String::valueOf).orElseGet(() -> number.value().toString());
      case JsonValue.Flag flag -> flag.value() ? "on" : "off";
      case JsonValue.Nothing ignored -> "";
      case JsonValue.Array ignored -> "";
      case JsonValue.Fields ignored -> "";
    };
  }

  private CommandFailed unknown(String key) {
    List<String> near = Nearest.to(key, Setting.keys());
    return CommandFailed.usage(
        "A key in config.json does not exist",
        near.isEmpty() ? "" : "Did you mean " + Nearest.sentence(near) + "?",
        "Correct " + path + "; `opta config list` shows the keys");
  }
}
