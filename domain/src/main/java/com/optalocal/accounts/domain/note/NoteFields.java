package com.optalocal.accounts.domain.note;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/// The body of a typed note: a type line, then `name value` lines, each once, in fixed order.
public final class NoteFields {
  private NoteFields() {}

  /// Starts the text of a note of `type`.
  public static Writer write(String type) {
    return new Writer(type);
  }

  /// Starts reading `note`, which must be of `type`.
  ///
  /// @throws IllegalArgumentException if it is of another type
  public static Reader read(Note note, String type) {
    return new Reader(note.text(), type);
  }

  /// Instants are written to the second, in UTC.
  public static Instant wholeSeconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  /// Collects the lines of one note.
  public static final class Writer {
    private final StringBuilder text = new StringBuilder();

    private Writer(String type) {
      text.append(type).append('\n');
    }

    public Writer put(String name, Object value) {
      String written = value.toString();
      if (written.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a note field must be one line");
      }
      text.append(name).append(' ').append(written).append('\n');
      return this;
    }

    public Note unsigned() {
      return Note.unsigned(text.toString());
    }
  }

  /// Hands the lines out in order and refuses anything that is not exactly where it belongs.
  public static final class Reader {
    private final String text;
    private int at;

    private Reader(String text, String type) {
      this.text = text;
      if (!text.startsWith(type + "\n")) {
        throw new IllegalArgumentException("this note is of another type");
      }
      at = type.length() + 1;
    }

    public String next(String name) {
      int end = text.indexOf('\n', at);
      if (end < 0 || !text.startsWith(name + " ", at)) {
        throw new IllegalArgumentException("a note lacks the field " + name);
      }
      String value = text.substring(at + name.length() + 1, end);
      at = end + 1;
      return value;
    }

    public <T> T next(String name, Function<String, T> parse) {
      return parse.apply(next(name));
    }

    /// A non-negative number in its one spelling, without sign or leading zeros.
    public long nextNumber(String name) {
      String value = next(name);
      if (!value.matches("0|[1-9][0-9]{0,17}")) {
        throw new IllegalArgumentException("a note field is not a plain number");
      }
      return Long.parseLong(value);
    }

    public Instant nextInstant(String name) {
      String value = next(name);
      try {
        Instant instant = Instant.parse(value);
        if (instant.toString().equals(value) && wholeSeconds(instant).equals(instant)) {
          return instant;
        }
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("a note field is not an instant", e);
      }
      throw new IllegalArgumentException("a note field is not a canonical instant");
    }

    /// True if the line that comes next is the field `name`.
    public boolean hasNext(String name) {
      return text.startsWith(name + " ", at);
    }

    /// @throws IllegalArgumentException if a line is left over
    public void end() {
      if (at != text.length()) {
        throw new IllegalArgumentException("a note holds lines that do not belong there");
      }
    }
  }
}
