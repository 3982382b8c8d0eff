package com.optalocal.accounts.bootstrap.command;

import com.optalocal.accounts.bootstrap.home.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// What a command that takes many things was given: words, or for the one word `-` the lines of
/// standard input. With `--null`, standard input is parted by NUL, so that an item may hold line
/// ends. Nothing is trimmed. Read as they are asked for; no more than one is held.
public final class InputItems implements Iterator<InputItems.Item> {
  static final String NULL = "--null";
  private static final int UNREAD = -2;
  private static final int END = -1;
  private static final char GARBLED = '\uFFFD';

  private final InputStream in;
  private final char end;
  private final int maxBytes;
  private int ahead = UNREAD;

  /// One thing.
  ///
  /// @param isWhole false if it was too long and is cut, or was not text in UTF-8 or the locale's
  ///   encoding; such an item is nothing to act on
  public record Item(String text, boolean isWhole) {}

  InputItems(InputStream in, char end, int maxBytes) {
    this.in = in;
    this.end = end;
    this.maxBytes = maxBytes;
  }

  /// Adds to `usage` what [#of] reads.
  public static Usage usage(Usage usage, String label, String help) {
    return usage
        .takesWords(label + "…|-", help + "; `-` reads one a line from standard input")
        .flag(NULL, "standard input is parted by NUL, not by line ends");
  }

  /// What `call` was given.
  ///
  /// @throws CommandFailed if that is nothing
  public static Iterator<Item> of(Invocation call, int maxBytes) {
    List<String> words = call.commandLine(0);
    if (words.isEmpty()) {
      throw CommandFailed.usage(
          "There is nothing to work on", "No word was given", "`-` reads standard input");
    }
    if (words.equals(List.of("-"))) {
      return new InputItems(call.terminal().input(), call.has(NULL) ? '\0' : '\n', maxBytes);
    }
    Environment environment = call.environment();
    return words.stream().map(word -> new Item(word, isIntact(word, environment))).iterator();
  }

  /// In a locale without UTF-8 the JVM hands over other characters than were typed.
  private static boolean isIntact(String word, Environment environment) {
    return word.indexOf(GARBLED) < 0
        || environment.property("sun.jnu.encoding").orElse("UTF-8").equals("UTF-8");
  }

  @Override
  public boolean hasNext() {
    if (ahead == UNREAD) {
      ahead = read();
    }
    return ahead != END;
  }

  @Override
  public Item next() {
    if (!hasNext()) {
      throw new NoSuchElementException("standard input has ended");
    }
    ByteArrayOutputStream item = new ByteArrayOutputStream();
    boolean whole = true;
    for (; ahead != END && ahead != end; ahead = read()) {
      if (item.size() < maxBytes) {
        item.write(ahead);
      } else {
        whole = false;
      }
    }
    if (ahead == end) {
      ahead = UNREAD; // not yet: who types lines wants each answered
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(item.toByteArray()))
              .toString();
      return new Item(text, whole);
    } catch (CharacterCodingException notUtf8) {
      return new Item(item.toString(StandardCharsets.UTF_8), false);
    }
  }

  private int read() {
    try {
      return in.read();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
