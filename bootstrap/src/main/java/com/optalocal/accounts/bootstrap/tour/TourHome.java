package com.optalocal.accounts.bootstrap.tour;

import com.optalocal.accounts.bootstrap.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A device of its own for a while: a fresh home folder, an environment that knows nothing of this
/// person's, and a keyring of its own where this machine can give one.
public final class TourHome implements AutoCloseable {
  private static final List<String> KEPT_VARIABLES =
      List.of("PATH", "JAVA_HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR");

  private final Path folder;
  private final List<String> program;
  private final Optional<PrivateKeyring> keyring;
  private final Map<String, String> inherited;

  private TourHome(
      Path folder,
      List<String> program,
      Optional<PrivateKeyring> keyring,
      Map<String, String> inherited) {
    this.folder = folder;
    this.program = program;
    this.keyring = keyring;
    this.inherited = inherited;
  }

  /// @param program the command line that starts Opta, without arguments
  /// @param variables this process's, of which only what is harmless is passed on
  /// @param withKeyring whether to try for a keyring
  public static TourHome make(
      List<String> program, Map<String, String> variables, boolean withKeyring) {
    try {
      Path folder = Files.createTempDirectory("opta-tour");
      return new TourHome(
          folder,
          List.copyOf(program),
          withKeyring ? PrivateKeyring.start(folder) : Optional.empty(),
          variables);
    } catch (IOException refused) {
      throw new UncheckedIOException("a home for the tour cannot be made", refused);
    }
  }

  public Path folder() {
    return folder;
  }

  public boolean hasKeyring() {
    return keyring.isPresent();
  }

  /// Starts `opta arguments…` with `input` as all of its standard input.
  public TourProcess start(String input, String... arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    KEPT_VARIABLES.forEach(name -> {
      String value = inherited.get(name);
      if (value != null) {
        builder.environment().put(name, value);
      }
    });
    builder.environment().put("HOME", folder.toString());
    keyring.ifPresent(ring -> builder.environment().putAll(ring.environment()));
    builder.directory(folder.toFile());
    try {
      return new TourProcess(builder.start(), input);
    } catch (IOException refused) {
      throw new UncheckedIOException("the program cannot be started", refused);
    }
  }

  /// Ends the keyring and removes the folder.
  @Override
  public void close() {
    keyring.ifPresent(PrivateKeyring::close);
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (IOException left) {
      throw new UncheckedIOException("the tour's home could not be removed: " + folder, left);
    }
  }

  /// Where the program keeps what it has in this home.
  public Home layout() {
    return new Home(
        folder.resolve(".config/opta"),
        folder.resolve(".local/share/opta"),
        folder.resolve(".local/state/opta"),
        folder.resolve(".local/state/opta/run"),
        false);
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE; // a process that ends takes its files along
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path folder, @org.jspecify.annotations.Nullable IOException trouble) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
