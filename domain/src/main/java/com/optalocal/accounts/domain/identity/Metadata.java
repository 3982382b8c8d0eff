package com.optalocal.accounts.domain.identity;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A JSON object about a user, such as `user_metadata`: each member's name with the JSON text of
/// its value, compact and on one line. Adapters read and write the JSON; here it is merged, bounded
/// and kept.
///
/// At most 64 KiB when encoded. Names hold no control characters. Never printed: it may be
/// anything.
public record Metadata(SortedMap<String, String> members) {
  public static final int MAX_BYTES = 64 << 10;
  public static final Metadata EMPTY = new Metadata(new TreeMap<>());

  private static final String NOTHING = "null";
  private static final String BETWEEN = "\n,";

  public Metadata {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    int length = 0;
    for (Map.Entry<String, String> member : members.entrySet()) {
      requireText(member.getKey());
      requireText(member.getValue());
      if (member.getValue().isEmpty()) {
        throw new IllegalArgumentException("metadata holds a member without a value");
      }
      length += utf8Length(member.getKey()) + utf8Length(member.getValue()) + 6;
    }
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException("metadata takes more than 64 KiB");
    }
  }

  /// The object with one member, a string.
  public static Metadata of(String name, String text) {
    return EMPTY.withText(name, text);
  }

  /// This object with the members of `patch` in place of those of the same name; a member of
  /// `patch` that is `null` is taken away.
  public Metadata merge(Metadata patch) {
    SortedMap<String, String> merged = new TreeMap<>(members);
    patch.members.forEach((name, value) -> {
      if (value.equals(NOTHING)) {
        merged.remove(name);
      } else {
        merged.put(name, value);
      }
    });
    return new Metadata(merged);
  }

  /// This object with `name` set to a string.
  public Metadata withText(String name, String text) {
    return with(name, quote(text));
  }

  /// This object with `name` set to a list of strings.
  public Metadata withTexts(String name, Iterable<String> texts) {
    StringBuilder list = new StringBuilder("[");
    for (String text : texts) {
      list.append(list.length() == 1 ? "" : ",").append(quote(text));
    }
    return with(name, list.append(']').toString());
  }

  /// This object with `name` set to `true` or `false`.
  public Metadata withFlag(String name, boolean flag) {
    return with(name, String.valueOf(flag));
  }

  private Metadata with(String name, String json) {
    SortedMap<String, String> changed = new TreeMap<>(members);
    changed.put(name, json);
    return new Metadata(changed);
  }

  /// The member's text if it is a string without exotic escapes, which is all that a name or an
  /// address needs.
  public Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name))
        .filter(json -> json.startsWith("\"") && !json.contains("\\u"))
        .map(json -> json.substring(1, json.length() - 1).replace("\\/", "/").translateEscapes());
  }

  /// As a JSON object whose members stand on a line each, which is what [#parse] reads.
  public String encoded() {
    StringBuilder json = new StringBuilder("{");
    members.forEach((name, value) ->
        json.append(json.length() == 1 ? "" : BETWEEN)
            .append(quote(name))
            .append(':')
            .append(value));
    return json.append('}').toString();
  }

  /// Reads what [#encoded] wrote.
  public static Metadata parse(String encoded) {
    if (encoded.length() < 2 || !encoded.startsWith("{") || !encoded.endsWith("}")) {
      throw new IllegalArgumentException("metadata is damaged");
    }
    SortedMap<String, String> members = new TreeMap<>();
    String inside = encoded.substring(1, encoded.length() - 1);
    if (!inside.isEmpty()) {
      for (String member : inside.split(BETWEEN, -1)) {
        int end = endOfName(member);
        members.put(member.substring(1, end).translateEscapes(), member.substring(end + 2));
      }
    }
    return new Metadata(members);
  }

  private static int endOfName(String member) {
    for (int i = 1; i < member.length() - 1; i++) {
      if (member.charAt(i) == '\\') {
        i++;
      } else if (member.charAt(i) == '"' && member.charAt(i + 1) == ':') {
        return i;
      }
    }
    throw new IllegalArgumentException("metadata is damaged");
  }

  private static String quote(String text) {
    requireText(text);
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void requireText(String text) {
    if (text.codePoints().anyMatch(c -> c < ' ' || Character.getType(c) == Character.SURROGATE)) {
      throw new IllegalArgumentException("metadata holds a character that JSON texts do not keep");
    }
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return "Metadata[" + members.size() + " members]";
  }
}
