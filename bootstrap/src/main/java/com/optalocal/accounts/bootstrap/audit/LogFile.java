package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.note.Note;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// An exported log, read piece by piece: `opta-audit-export/v1`, `size N`, the events with a blank
/// line after each, `checkpoint`, and the note to the end. However large the file, no more than a
/// batch of events is held; a piece that is too long is refused.
final class LogFile {
  static final String TYPE = "opta-audit-export/v1";
  private static final String CHECKPOINT = "checkpoint\n";
  private static final int BATCH = 5_000;
  private static final int BATCH_CHARS = 8 << 20;

  private final Reader in;
  private final char[] buffer = new char[1 << 16];
  private int at;
  private int end;
  private final long size;
  private boolean ended;

  /// Reads the head.
  ///
  /// @throws IllegalArgumentException if it is no exported log
  LogFile(Reader in) throws IOException {
    this.in = in;
    String[] head = block().split("\n", -1);
    if (head.length != 3 || !head[0].equals(TYPE) || !head[1].matches("size [0-9]{1,18}")) {
      throw new IllegalArgumentException("this is not an exported audit log");
    }
    size = Long.parseLong(head[1].substring(5));
  }

  /// What is written before the first event.
  static String head(long size) {
    return TYPE + "\nsize " + size + "\n\n";
  }

  /// How many events the file says it has.
  long size() {
    return size;
  }

  /// The next events; none once the checkpoint came, which [#checkpoint] then reads.
  ///
  /// @throws IllegalArgumentException if the file is cut or holds something else
  List<EventRecord> next() throws IOException {
    List<String> blocks = new ArrayList<>();
    for (long chars = 0; !ended && blocks.size() < BATCH && chars < BATCH_CHARS; ) {
      String block = block(CHECKPOINT);
      ended = block.equals(CHECKPOINT);
      if (!ended) {
        blocks.add(block);
        chars += block.length();
      }
    }
    return blocks.parallelStream().map(EventRecord::parse).toList();
  }

  /// The note at the end.
  Note checkpoint() throws IOException {
    StringBuilder note = new StringBuilder();
    for (int c = read(); c >= 0; c = read()) {
      note.append((char) c);
      if (note.length() > EventRecord.MAX_CHARS) {
        throw new IllegalArgumentException("the checkpoint is too long");
      }
    }
    return Note.parse(note.toString());
  }

  private String block() throws IOException {
    return block("");
  }

  /// Up to a blank line, or up to `last` if that is all there is.
  private String block(String last) throws IOException {
    StringBuilder block = new StringBuilder(512);
    for (int c = read(); c >= 0; c = read()) {
      int length = block.length();
      if (c == '\n' && length > 0 && block.charAt(length - 1) == '\n') {
        return block.toString();
      }
      block.append((char) c);
      if (length > EventRecord.MAX_CHARS) {
        break;
      }
      if (c == '\n' && !last.isEmpty() && length + 1 == last.length() && block.indexOf(last) == 0) {
        return last;
      }
    }
    throw new IllegalArgumentException("the file is cut, or is no exported audit log");
  }

  private int read() throws IOException {
    if (at == end) {
      end = in.read(buffer, 0, buffer.length);
      at = 0;
      if (end < 0) {
        end = 0;
        return -1;
      }
    }
    return buffer[at++];
  }
}
