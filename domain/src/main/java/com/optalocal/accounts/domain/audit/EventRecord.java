package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One event as it leaves the log, for whoever wants to check it: its place, the hash that the tree
/// holds there, and, for those who may see them, its text and the personal values that are still
/// kept. Nothing of it has been checked; [LogVerification] and [ProvenEvent] do that.
///
/// Text: `event INDEX HASH`, then the canonical text of the event, then `reveal NAME SALT VALUE`
/// for each kept value. With the first line alone, the event is known by its hash only.
public record EventRecord(long index, Hash hash, Optional<String> text, List<Reveal> reveals) {
  /// More than the longest event has.
  public static final int MAX_CHARS = 64 << 10;

  private static final Pattern HEAD =
      Pattern.compile("event (0|[1-9][0-9]{0,17}) ([A-Za-z0-9_-]{43})");

  /// The salt and value behind a commitment.
  public record Reveal(String name, ByteString salt, String value) {
    public Reveal {
      salt.requireLength(16);
      AuditField checked = AuditField.personal(name, value);
      assert checked.personal();
    }
  }

  public EventRecord {
    reveals = List.copyOf(reveals);
    if (index < 0 || reveals.size() > 16 || (text.isEmpty() && !reveals.isEmpty())) {
      throw new IllegalArgumentException("an event record has the wrong form");
    }
  }

  public static EventRecord hashOnly(long index, Hash hash) {
    return new EventRecord(index, hash, Optional.empty(), List.of());
  }

  /// The record's lines, each with its newline.
  public String encoded() {
    StringBuilder out = new StringBuilder(text.map(String::length).orElse(0) + 128);
    out.append("event ").append(index).append(' ').append(hash).append('\n');
    text.ifPresent(out::append);
    for (Reveal reveal : reveals) {
      out.append("reveal ")
          .append(reveal.name())
          .append(' ')
          .append(reveal.salt())
          .append(' ')
          .append(reveal.value())
          .append('\n');
    }
    return out.toString();
  }

  /// The inverse of [#encoded].
  ///
  /// @throws IllegalArgumentException if it is no record
  public static EventRecord parse(String encoded) {
    if (encoded.length() > MAX_CHARS || !encoded.endsWith("\n")) {
      throw new IllegalArgumentException("an event record is cut or too long");
    }
    int first = encoded.indexOf('\n');
    Matcher head = HEAD.matcher(encoded.substring(0, first));
    if (!head.matches()) {
      throw new IllegalArgumentException("an event record begins with its place and hash");
    }
    int reveal = encoded.indexOf("\nreveal ", first);
    int end = reveal < 0 ? encoded.length() : reveal + 1;
    String text = encoded.substring(first + 1, end);
    return new EventRecord(
        Long.parseLong(head.group(1)),
        Hash.parse(head.group(2)),
        text.isEmpty() ? Optional.empty() : Optional.of(text),
        reveals(encoded, end));
  }

  private static List<Reveal> reveals(String encoded, int from) {
    List<Reveal> reveals = new ArrayList<>();
    for (int at = from; at < encoded.length(); ) {
      int end = encoded.indexOf('\n', at);
      String[] parts = encoded.substring(at, end).split(" ", 4);
      if (parts.length != 4 || !parts[0].equals("reveal")) {
        throw new IllegalArgumentException("an event record holds a line that is none of its own");
      }
      reveals.add(new Reveal(parts[1], ByteString.fromBase64Url(parts[2]), parts[3]));
      at = end + 1;
    }
    return reveals;
  }
}
