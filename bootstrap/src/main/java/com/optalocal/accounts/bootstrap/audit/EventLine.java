package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.note.Fingerprint;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An event as a line for a person: no random ids, but for the first part of a session's, by which
/// lines can be matched; devices by their names.
final class EventLine {
  private static final int SHORT = 8;
  private static final Pattern ID =
      Pattern.compile("[0-9a-f-]{36}|[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{43}");

  private EventLine() {}

  /// @param deviceNames names by device id, as far as they are known
  static String[] cells(JsonValue.Fields event, Map<String, String> deviceNames) {
    return new String[] {
      "#" + event.number("index").orElse(0L),
      event.text("at").orElse(""),
      event.text("action").orElse(""),
      event.objects("fields").stream()
          .map(field ->
              told(field.text("name").orElse(""), field.text("value").orElse("-"), deviceNames))
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining("  "))
    };
  }

  private static String told(String name, String value, Map<String, String> deviceNames) {
    if (name.equals("session") && value.length() > SHORT) {
      return name + "=" + value.substring(0, SHORT);
    }
    Optional<DeviceId> device = deviceOf(value);
    if (device.isPresent()) {
      String id = device.get().value();
      return name + "=" + deviceNames.getOrDefault(id, id.substring(0, SHORT));
    }
    return ID.matcher(value).matches() ? "" : name + "=" + value;
  }

  /// Events name devices by their id, or by the fingerprint that it is made from.
  private static Optional<DeviceId> deviceOf(String value) {
    try {
      return Optional.of(
          value.startsWith("dev_") ? new DeviceId(value) : DeviceId.of(Fingerprint.parse(value)));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
