package com.optalocal.accounts.bootstrap.terminal;

import com.optalocal.accounts.domain.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Asks a person for a line. Questions go to standard error, so that output can be piped; secrets
/// are not echoed. Where nobody sits at a terminal the answers are lines of standard input.
public final class Prompt {
  private static final int MAX_LINE_BYTES = 64 << 10;

  private final InputStream in;
  private final PrintStream questions;
  private final boolean interactive;

  Prompt(InputStream in, PrintStream questions, boolean interactive) {
    this.in = in;
    this.questions = questions;
    this.interactive = interactive;
  }

  /// Whether somebody can be asked.
  public boolean isInteractive() {
    return interactive;
  }

  /// The next line, without its end; empty at the end of input.
  public Optional<String> line(String question) {
    ask(question);
    Optional<byte[]> bytes = readLine();
    return bytes.map(read -> new String(read, StandardCharsets.UTF_8));
  }

  /// The next line as a secret: not echoed, never a `String` on its way. Empty at the end of input
  /// and for an empty line.
  public Optional<SecretBytes> secret(String question) {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(c -> interactive);
    if (console.isEmpty()) {
      return readLine().filter(bytes -> bytes.length > 0).map(SecretBytes::new);
    }
    ask(question);
    char[] typed = console.get().readPassword();
    questions.flush();
    if (typed == null || typed.length == 0) {
      return Optional.empty();
    }
    ByteBuffer encoded = ByteBuffer.wrap(new byte[4 * typed.length]);
    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), encoded, true);
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
    Arrays.fill(encoded.array(), (byte) 0);
    Arrays.fill(typed, '\0');
    return Optional.of(new SecretBytes(bytes));
  }

  /// Everything up to the end of input, without one line end at its end.
  ///
  /// @throws IllegalArgumentException if there is more than `max` bytes
  public SecretBytes everything(int max) {
    try {
      byte[] read = in.readNBytes(max + 3);
      int length = read.length;
      if (length > 0 && read[length - 1] == '\n') {
        length--;
        if (length > 0 && read[length - 1] == '\r') {
          length--;
        }
      }
      byte[] value = Arrays.copyOf(read, length);
      Arrays.fill(read, (byte) 0);
      if (length > max) {
        Arrays.fill(value, (byte) 0);
        throw new IllegalArgumentException("standard input is longer than " + max + " bytes");
      }
      return new SecretBytes(value);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void ask(String question) {
    if (interactive) {
      questions.print(question + " ");
      questions.flush();
    }
  }

  /// Byte by byte, so that what comes after the line stays for the next question.
  private Optional<byte[]> readLine() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      while (true) {
        int next = in.read();
        if (next < 0 && line.size() == 0) {
          return Optional.empty();
        }
        if (next < 0 || next == '\n') {
          byte[] bytes = line.toByteArray();
          boolean crlf = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
          return Optional.of(crlf ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
        }
        line.write(next);
        if (line.size() > MAX_LINE_BYTES) {
          throw new IllegalArgumentException("a line of standard input is too long");
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
