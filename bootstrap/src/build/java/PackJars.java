import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Lays out the program that `bin/opta` starts: `lib/*.jar` and `native/<os>-<arch>/`.
///
/// The jars are the build's own, in the one form that an ahead-of-time cache can hold (ADR 0009):
/// class files older than version 50 are raised to 52 with stack maps, because the cache passes
/// over classes that only the old verifier can check; signature files are dropped, because it
/// passes over signed jars too; SQLite's native libraries lie beside the jars, because unpacking
/// them costs 60 to 80 ms at each start. Nothing else is changed. Equal inputs give equal bytes,
/// and a jar whose bytes did not change is not touched, so that a cache made from it stays good.
///
/// Arguments: output folder, the program's own jar, its runtime class path, time of the entries,
/// time at which the build began (both ISO 8601).
public final class PackJars {
  private static final int OLDEST_CACHEABLE = ClassFile.JAVA_6_VERSION;
  private static final String MAIN_CLASS = "com.optalocal.accounts.bootstrap.Opta";
  private static final String NATIVE_PREFIX = "org/sqlite/native/";
  private static final Map<String, String> NATIVE_FOLDERS =
      Map.of(
          "Linux/x86_64", "linux-x86_64",
          "Linux/aarch64", "linux-aarch64",
          "Mac/x86_64", "darwin-x86_64",
          "Mac/aarch64", "darwin-aarch64");

  private final Path target;
  private final LocalDateTime entryTime;
  private final Map<String, byte[]> originals = new TreeMap<>();
  private int raised;
  private int kept;

  private PackJars(Path target, LocalDateTime entryTime) {
    this.target = target;
    this.entryTime = entryTime;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      throw new IllegalArgumentException(
          "expected: output, own jar, class path, entry time, start");
    }
    PackJars pack =
        new PackJars(
            Path.of(args[0]), LocalDateTime.ofInstant(Instant.parse(args[3]), ZoneOffset.UTC));
    List<Path> libraries = new ArrayList<>();
    for (String element : args[2].split(java.io.File.pathSeparator, -1)) {
      Path path = Path.of(element);
      if (element.endsWith(".jar") && Files.isRegularFile(path)) {
        libraries.add(path);
      }
    }
    libraries.sort((a, b) -> name(a).compareTo(name(b)));
    pack.run(Path.of(args[1]), libraries);
    // The launcher compares sources with this file: a source saved while the build ran is newer.
    Path stamp = pack.target.resolve("built");
    Files.write(stamp, new byte[0]);
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.parse(args[4])));
  }

  private void run(Path own, List<Path> libraries) throws IOException {
    Map<Path, Map<String, byte[]>> jars = new TreeMap<>();
    for (Path jar : libraries) {
      jars.put(jar, read(jar));
    }
    jars.put(own, read(own));
    jars.values().forEach(originals::putAll);

    Files.createDirectories(target.resolve("lib"));
    Set<String> written = new HashSet<>();
    StringBuilder classPath = new StringBuilder();
    for (Path jar : libraries) {
      classPath.append(classPath.isEmpty() ? "" : " ").append(name(jar));
      if (!written.add(name(jar))) {
        throw new IllegalStateException("two jars on the class path are called " + name(jar));
      }
      write(target.resolve("lib").resolve(name(jar)), packed(jars.get(jar), Optional.empty()));
    }
    written.add("opta.jar");
    write(target.resolve("lib/opta.jar"), packed(jars.get(own), Optional.of(classPath.toString())));
    removeAllBut(written);
    System.out.printf(
        Locale.ROOT,
        "%d jars, %d class files raised, %d left as they were%n",
        written.size(),
        raised,
        kept);
  }

  /// The entries as the packed jar holds them, manifest first; native libraries go to disk instead.
  private byte[] packed(Map<String, byte[]> entries, Optional<String> classPath)
      throws IOException {
    Map<String, byte[]> out = new TreeMap<>();
    Manifest manifest = new Manifest();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      String name = entry.getKey();
      if (name.equals("META-INF/MANIFEST.MF")) {
        manifest = new Manifest(new ByteArrayInputStream(entry.getValue()));
      } else if (isNative(name)) {
        unpackNative(name, entry.getValue());
      } else if (!isSignature(name)) {
        out.put(name, name.endsWith(".class") ? cacheable(entry.getValue()) : entry.getValue());
      }
    }
    byte[] manifestBytes = bytes(cleaned(manifest, classPath));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "META-INF/MANIFEST.MF", manifestBytes);
      for (Map.Entry<String, byte[]> entry : out.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static Manifest cleaned(Manifest manifest, Optional<String> classPath) {
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    // A library's own Class-Path names files that do not lie in lib/.
    main.remove(Attributes.Name.CLASS_PATH);
    classPath.ifPresent(path -> {
      main.put(Attributes.Name.CLASS_PATH, path);
      main.put(Attributes.Name.MAIN_CLASS, MAIN_CLASS);
    });
    manifest
        .getEntries()
        .values()
        .forEach(attributes ->
            attributes
                .keySet()
                .removeIf(key -> key.toString().toUpperCase(Locale.ROOT).contains("-DIGEST")));
    manifest.getEntries().values().removeIf(Attributes::isEmpty);
    return manifest;
  }

  /// `Manifest` writes the named sections in hash order; here they are sorted.
  private static byte[] bytes(Manifest manifest) throws IOException {
    Manifest main = new Manifest();
    main.getMainAttributes().putAll(manifest.getMainAttributes());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    main.write(out);
    for (Map.Entry<String, Attributes> section : new TreeMap<>(manifest.getEntries()).entrySet()) {
      Manifest one = new Manifest();
      one.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      one.getEntries().put(section.getKey(), section.getValue());
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      one.write(text);
      byte[] all = text.toByteArray();
      int head = "Manifest-Version: 1.0\r\n\r\n".length();
      out.write(all, head, all.length - head);
    }
    return out.toByteArray();
  }

  /// The class file itself, or its equal at version 52 where that is old and the new verifier
  /// agrees with it.
  private byte[] cacheable(byte[] original) {
    int major = (original[6] & 0xff) << 8 | (original[7] & 0xff);
    if (major >= OLDEST_CACHEABLE) {
      return original;
    }
    ClassFile classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(hierarchy()),
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
    ClassModel model = classFile.parse(original);
    if (hasSubroutines(model)) {
      kept++;
      return original;
    }
    byte[] result =
        classFile.transformClass(
            model,
            // handing every instruction through one by one makes the library compute the frames
            ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element))
                .andThen(PackJars::atVersion52));
    if (!classFile.verify(result).isEmpty()) {
      kept++;
      return original;
    }
    raised++;
    return result;
  }

  private static void atVersion52(java.lang.classfile.ClassBuilder builder, ClassElement element) {
    builder.with(
        element instanceof ClassFileVersion
            ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
            : element);
  }

  private static boolean hasSubroutines(ClassModel model) {
    for (MethodModel method : model.methods()) {
      CodeModel code = method.code().orElse(null);
      if (code == null) {
        continue;
      }
      for (CodeElement element : code) {
        if (element instanceof DiscontinuedInstruction) {
          return true;
        }
      }
    }
    return false;
  }

  private ClassHierarchyResolver hierarchy() {
    return ClassHierarchyResolver.ofResourceParsing(
            type -> {
              String descriptor = type.descriptorString();
              byte[] bytes =
                  originals.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
              return bytes == null ? null : new ByteArrayInputStream(bytes);
            })
        .orElse(ClassHierarchyResolver.defaultResolver());
  }

  private static boolean isSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/")
        && upper.indexOf('/', "META-INF/".length()) < 0
        && (upper.endsWith(".SF")
            || upper.endsWith(".RSA")
            || upper.endsWith(".DSA")
            || upper.endsWith(".EC"));
  }

  private static boolean isNative(String name) {
    return nativeFolder(name).isPresent();
  }

  private static Optional<String> nativeFolder(String name) {
    if (!name.startsWith(NATIVE_PREFIX) || name.endsWith("/")) {
      return Optional.empty();
    }
    String rest = name.substring(NATIVE_PREFIX.length());
    return Optional.ofNullable(
        NATIVE_FOLDERS.get(rest.substring(0, Math.max(0, rest.lastIndexOf('/')))));
  }

  private void unpackNative(String name, byte[] library) throws IOException {
    Path folder = target.resolve("native").resolve(nativeFolder(name).orElseThrow());
    Files.createDirectories(folder);
    write(folder.resolve(name.substring(name.lastIndexOf('/') + 1)), library);
  }

  /// Folders are entries too: Flyway asks the class loader for the folder of its migrations.
  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  private void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(entryTime);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /// Replaces `file` in one step, and only if its bytes differ: a running program keeps the old
  /// one.
  private void write(Path file, byte[] bytes) throws IOException {
    if (Files.isRegularFile(file)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return;
    }
    Path fresh = Files.write(target.resolve("fresh.tmp"), bytes);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void removeAllBut(Set<String> names) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(target.resolve("lib"))) {
      for (Path file : files) {
        if (!names.contains(name(file))) {
          Files.delete(file);
        }
      }
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
