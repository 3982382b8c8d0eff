package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.application.identity.BreachedPasswords;
import com.optalocal.accounts.domain.identity.Password;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/// A list of breached passwords on this machine. Either lines of `SHA-1 in hexadecimal[:count]`,
/// sorted, as they can be downloaded: those are searched in the file, however large it is. Or one
/// password a line, in UTF-8 and any order, a million at most: of those eight bytes each stay in
/// memory, so that one password in ten million million is refused without being listed.
final class BreachedPasswordFile implements BreachedPasswords, AutoCloseable {
  private static final int MAX_LISTED = 1_000_000;
  private static final int MAX_LINE = 256;
  private static final int HEX = 40;

  private final FileChannel file;
  private final boolean hashed;
  private final long[] listed;

  /// @throws UncheckedIOException if the file cannot be read
  /// @throws IllegalArgumentException if it is no such list
  BreachedPasswordFile(Path path) {
    try {
      file = FileChannel.open(path, StandardOpenOption.READ);
      hashed = isHash(lineAt(0));
      listed = hashed ? new long[0] : list();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean contains(Password password) {
    return password
        .bytes()
        .use(bytes ->
            hashed
                ? isInFile(HexFormat.of().withUpperCase().formatHex(digest("SHA-1", bytes)))
                : Arrays.binarySearch(listed, mark(bytes)) >= 0);
  }

  private long[] list() throws IOException {
    long[] marks = new long[MAX_LISTED];
    int count = 0;
    // not closed: that would close the channel
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(file), StandardCharsets.UTF_8));
    file.position(0);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isEmpty()) {
        if (count == MAX_LISTED) {
          throw new IllegalArgumentException(
              "a list of plain passwords has a million lines at most; use one of hashes");
        }
        marks[count++] = mark(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    long[] sorted = Arrays.copyOf(marks, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static long mark(byte[] password) {
    return ByteBuffer.wrap(digest("SHA-256", password)).getLong();
  }

  /// Halves the file by bytes; a line belongs to the half in which it begins.
  private boolean isInFile(String hash) {
    try {
      long low = 0;
      long high = file.size();
      while (low < high) {
        long middle = (low + high) >>> 1;
        long start = middle == 0 ? 0 : afterLine(middle - 1);
        String line = start < high ? lineAt(start) : "";
        if (line.length() < HEX) {
          high = middle;
          continue;
        }
        int order = line.substring(0, HEX).toUpperCase(Locale.ROOT).compareTo(hash);
        if (order == 0) {
          return true;
        }
        if (order < 0) {
          low = start + 1;
        } else {
          high = middle;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the line after the one that holds the byte at `position` begins.
  private long afterLine(long position) throws IOException {
    byte[] bytes = bytesAt(position);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return position + i + 1;
      }
    }
    return position + bytes.length;
  }

  private String lineAt(long position) throws IOException {
    String text = new String(bytesAt(position), StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private byte[] bytesAt(long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_LINE);
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) > 0) {
      // until the line is whole or the file ends
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static boolean isHash(String line) {
    return line.matches("[0-9A-Fa-f]{40}(:[0-9]+)?");
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
