package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.ProvenEvent;
import com.optalocal.accounts.domain.note.Note;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files of the log, told apart by how they begin: an export, a proof, or a checkpoint alone.
final class CheckpointFile {
  private static final int HEAD = 64;

  private CheckpointFile() {}

  /// The checkpoint in `file`, whoever signed it.
  static Note read(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      Note checkpoint = isExport(reader) ? last(new LogFile(reader)) : small(text(reader));
      if (Checkpoint.parse(checkpoint).size() < 1) {
        throw new IllegalArgumentException("the checkpoint is of an empty log");
      }
      return checkpoint;
    } catch (CharacterCodingException notText) {
      throw unreadable("It is not UTF-8 text");
    } catch (IOException refused) {
      throw notThere(refused);
    } catch (IllegalArgumentException malformed) {
      throw unreadable(String.valueOf(malformed.getMessage()));
    }
  }

  static boolean isExport(Reader reader) throws IOException {
    reader.mark(HEAD);
    char[] head = new char[LogFile.TYPE.length()];
    int read = reader.read(head, 0, head.length);
    reader.reset();
    return read == head.length && new String(head).equals(LogFile.TYPE);
  }

  /// All of a small file; what is longer than any proof is cut, and then refused.
  static String text(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[1 << 13];
    for (int read = reader.read(buffer, 0, buffer.length);
        read >= 0 && text.length() <= Note.MAX_BYTES;
        read = reader.read(buffer, 0, buffer.length)) {
      text.append(buffer, 0, read);
    }
    return text.toString();
  }

  private static Note small(String text) {
    return text.startsWith("c2sp.org/tlog-proof@")
        ? ProvenEvent.parse(text).checkpoint()
        : Note.parse(text);
  }

  private static Note last(LogFile export) throws IOException {
    for (List<EventRecord> some = export.next(); !some.isEmpty(); some = export.next()) {
      // only what comes after them is wanted
    }
    return export.checkpoint();
  }

  static CommandFailed notThere(IOException refused) {
    return new CommandFailed(
        ExitCode.FAILED,
        "no_file",
        "The file cannot be read",
        refused.getClass().getSimpleName(),
        "Write one with: opta audit prove EVENT, opta audit export");
  }

  static CommandFailed unreadable(String why) {
    return new CommandFailed(
        ExitCode.INTEGRITY,
        "audit_file",
        "The file is neither a proof nor an exported log",
        Character.toUpperCase(why.charAt(0)) + why.substring(1),
        "Write one with: opta audit prove EVENT, opta audit export");
  }
}
