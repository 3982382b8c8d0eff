package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Files that commands write for people; never over something that is there.
final class NewFile {
  private NewFile() {}

  /// What is written to the file.
  @FunctionalInterface
  interface Content {
    void writeTo(Writer out) throws IOException;
  }

  static void write(Path file, String text) {
    write(file, out -> out.write(text));
  }

  static void write(Path file, Content content) {
    try (Writer out =
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
      content.writeTo(out);
    } catch (FileAlreadyExistsException there) {
      throw CommandFailed.usage(
          "There is a file of that name already",
          "Nothing is overwritten",
          "Choose another name: --out FILE");
    } catch (IOException refused) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "not_written",
          "The file cannot be written",
          refused.getClass().getSimpleName(),
          "Choose another place: --out FILE");
    }
  }
}
