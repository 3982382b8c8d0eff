package com.optalocal.accounts.adapters.keychain;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one JSON object (RFC 8259) in well-formed UTF-8, field by field: each name once, nothing
/// behind it, no lone surrogate, at most 32 levels.
///
/// By hand, and without lambdas, because it stands on the way of every command. Measured: a parser
/// of Jackson's touches `BigDecimal`, whose initializer raises 5 to the 65,536th power in JDK 25;
/// that alone is 14 ms, a sixth of all that `opta account status` may take.
public final class StrictJson implements AutoCloseable {
  private static final int MAX_DEPTH = 32;

  /// The text is not what it should be. Says where, never what was found.
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    public Malformed(String what) {
      super(what);
    }
  }

  private final char[] text;
  private final int length;
  private final Deque<Set<String>> names = new ArrayDeque<>(); // of each object that is open
  private int at;

  /// Stands in the object that `json` is.
  public StrictJson(byte[] json) throws Malformed {
    try {
      CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
      text = chars.array();
      length = chars.length();
    } catch (CharacterCodingException e) {
      throw new Malformed("not UTF-8");
    }
    white();
    enter();
  }

  /// The next field's name, with its value to be read next; null at the end of the object that was
  /// entered last.
  public @Nullable String nextField() throws Malformed {
    Set<String> seen = names.element();
    white();
    if (peek() == '}') {
      at++;
      names.remove();
      return null;
    }
    if (!seen.isEmpty()) {
      expect(',');
      white();
    }
    String name = text();
    if (!seen.add(name)) {
      throw new Malformed("a name stands twice");
    }
    white();
    expect(':');
    white();
    return name;
  }

  public void enter() throws Malformed {
    expect('{');
    if (names.size() == MAX_DEPTH) {
      throw new Malformed("too deep");
    }
    names.push(new HashSet<>());
  }

  public String text() throws Malformed {
    StringBuilder into = new StringBuilder();
    string(into);
    return into.toString();
  }

  public long integer() throws Malformed {
    int from = at;
    number();
    long value = 0;
    boolean negative = text[from] == '-';
    for (int i = negative ? from + 1 : from; i < at; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        throw new Malformed("a whole number is missing or too large");
      }
      value = value * 10 - digit; // downward: there is one more negative number than positive
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw new Malformed("a number is too large");
    }
    return negative ? value : -value;
  }

  public boolean bool() throws Malformed {
    boolean value = peek() == 't';
    literal(value ? "true" : "false");
    return value;
  }

  /// Passes over a value of any kind.
  public void skip() throws Malformed {
    switch (peek()) {
      case '{' -> {
        enter();
        while (nextField() != null) {
          skip();
        }
      }
      case '[' -> skipArray();
      case '"' -> string(null);
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  /// @throws Malformed if anything follows the object
  public void end() throws Malformed {
    white();
    if (!names.isEmpty() || at != length) {
      throw new Malformed("something follows the object");
    }
  }

  /// Wipes its copy of the text, of which a token may be part.
  @Override
  public void close() {
    Arrays.fill(text, '\0');
  }

  private void skipArray() throws Malformed {
    expect('[');
    if (names.size() == MAX_DEPTH) {
      throw new Malformed("too deep");
    }
    names.push(new HashSet<>()); // an array is a level too
    white();
    if (peek() != ']') {
      skip();
      white();
      while (peek() == ',') {
        at++;
        white();
        skip();
        white();
      }
    }
    expect(']');
    names.remove();
  }

  private void string(@Nullable StringBuilder into) throws Malformed {
    expect('"');
    boolean high = false; // the character before was the first half of a pair
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        throw new Malformed("a control character in a text");
      }
      char meant = c == '\\' ? escaped() : c;
      if (Character.isLowSurrogate(meant) != high) {
        throw new Malformed("half a character");
      }
      high = Character.isHighSurrogate(meant);
      if (into != null) {
        into.append(meant);
      }
    }
    if (high) {
      throw new Malformed("half a character");
    }
  }

  private char escaped() throws Malformed {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
      default -> throw new Malformed("an unknown escape");
    };
  }

  private int hex() throws Malformed {
    char c = next();
    int digit = c < 128 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw new Malformed("an escape without four digits");
    }
    return digit;
  }

  private void number() throws Malformed {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
  }

  private void digits() throws Malformed {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == from) {
      throw new Malformed("a digit is missing");
    }
  }

  private void literal(String word) throws Malformed {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
  }

  private void white() {
    while (at < length
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
  }

  /// NUL at the end; it has no place anywhere in JSON.
  private char peek() {
    return at < length ? text[at] : '\0';
  }

  private char next() throws Malformed {
    if (at == length) {
      throw new Malformed("it ends too early");
    }
    return text[at++];
  }

  private void expect(char wanted) throws Malformed {
    if (next() != wanted) {
      throw new Malformed("not JSON, or another kind of value");
    }
  }
}
