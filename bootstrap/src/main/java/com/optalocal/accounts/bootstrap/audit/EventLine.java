package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An event as a line.
final class EventLine {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f-]{36}|dev_[0-9A-Z]{26}|[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{43}");

  private EventLine() {}

  static String[] cells(JsonValue.Fields event) {
    return new String[] {
      "#" + event.number("index").orElse(0L),
      event.text("at").orElse(""),
      event.text("action").orElse(""),
      event.objects("fields").stream()
          .filter(field -> !isId(field.text("value").orElse("")))
          .map(field -> field.text("name").orElse("") + "=" + field.text("value").orElse("-"))
          .collect(Collectors.joining("  "))
    };
  }

  /// Users, sessions, vaults, requests and keys go by random ids, which tell a person nothing.
  private static boolean isId(String value) {
    return ID.matcher(value).matches();
  }
}
