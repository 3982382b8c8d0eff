package com.optalocal.accounts.bootstrap.device;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.terminal.Ago;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The devices that wait to be let in: shown, and told apart.
final class WaitingDevices {
  private WaitingDevices() {}

  static List<String> rows(List<JsonValue.Fields> waiting) {
    Columns rows = new Columns().row("WAITS", "ASKED", "REQUEST", "");
    for (JsonValue.Fields request : waiting) {
      rows.row(
          name(request),
          asked(request),
          request.text("shortId").orElse(""),
          request.isTrue("current") ? "this device" : "");
    }
    return rows.lines();
  }

  /// The one that `wanted` names, or the only one.
  ///
  /// @param wanted a device's name, or the request's id in its short or its whole form
  static JsonValue.Fields choose(List<JsonValue.Fields> waiting, Optional<String> wanted) {
    List<JsonValue.Fields> fitting =
        waiting.stream()
            .filter(request -> wanted.isEmpty() || isNamed(request, wanted.get()))
            .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    if (fitting.isEmpty()) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "nothing_waits",
          wanted.isEmpty() ? "No device waits to be let in" : "No such device waits to be let in",
          "A request stands for 15 minutes",
          "On the new device: opta login");
    }
    throw CommandFailed.usage(
        "Several devices wait; say which one",
        fitting.stream()
            .map(each ->
                each.text("shortId").orElse("") + " (" + name(each) + ", " + asked(each) + ")")
            .collect(Collectors.joining(", ")),
        "The new device shows its request: opta devices approve REQUEST");
  }

  static String name(JsonValue.Fields request) {
    return request.text("deviceName").orElse("A device");
  }

  static String asked(JsonValue.Fields request) {
    return request.text("created").map(Instant::parse).map(Ago::of).orElse("");
  }

  private static boolean isNamed(JsonValue.Fields request, String wanted) {
    return wanted.equals(request.text("deviceName").orElse(""))
        || wanted.equals(request.text("request").orElse(""))
        || wanted.toLowerCase(Locale.ROOT).equals(request.text("shortId").orElse(""));
  }
}
