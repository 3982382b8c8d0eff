package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.util.List;

/// What a pull brought, in a sentence and as fields. Shared by every command that pulls.
public final class SyncedLines {
  private static final List<String> FIELDS =
      List.of("syncedKeys", "failedKeys", "skippedKeys", "devices");

  private SyncedLines() {}

  public static void show(Terminal terminal, JsonValue.Fields pulled) {
    List<String> synced = pulled.texts("syncedKeys");
    List<String> failed = pulled.texts("failedKeys");
    int held = synced.size() + pulled.texts("skippedKeys").size() + failed.size();
    long devices = pulled.number("devices").orElse(1L);
    if (held == 0) {
      terminal.done("The vault holds no keys yet");
    } else {
      terminal.done("Synced " + count(held, "provider key") + " to the in-memory keychain");
    }
    terminal.line("Synchronized across " + count(devices, "device"));
    if (!failed.isEmpty()) {
      terminal.warn(
          "The OS keychain refused " + String.join(", ", failed) + "; the next sync tries again");
    }
  }

  /// Only what a pull says, for an answer that is put together from several.
  public static JsonValue.Fields fieldsOf(JsonValue.Fields pulled) {
    JsonValue.Builder fields = JsonValue.fields();
    FIELDS.forEach(name -> pulled.find(name).ifPresent(value -> fields.put(name, value)));
    return fields.build();
  }

  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
