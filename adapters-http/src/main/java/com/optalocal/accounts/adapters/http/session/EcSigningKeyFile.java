package com.optalocal.accounts.adapters.http.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.optalocal.accounts.application.StoreUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.Set;

/// The portal's token signing key: a P-256 JWK in a file that only its owner can read, made at the
/// first start. Whoever holds it can make access tokens, but cannot open anybody's vault.
public final class EcSigningKeyFile {
  private static final int MAX_BYTES = 4096;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final ECKey key;

  /// Reads the key, or makes one if there is no file yet.
  ///
  /// @throws StoreUnavailable if the file is a link, readable by others or damaged, or cannot be
  ///   written
  public EcSigningKeyFile(Path file) {
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        create(file);
      }
      key = read(file);
    } catch (IOException | JOSEException e) {
      throw new StoreUnavailable("the signing key file cannot be used: " + file, e);
    }
  }

  ECKey key() {
    return key;
  }

  @Override
  public String toString() {
    return "EcSigningKeyFile[redacted]";
  }

  /// The file appears whole or not at all; of two first starts at once, one makes the key.
  private static void create(Path file) throws IOException, JOSEException {
    ECKey fresh =
        new ECKeyGenerator(Curve.P_256)
            .algorithm(JWSAlgorithm.ES256)
            .keyUse(KeyUse.SIGNATURE)
            .keyIDFromThumbprint(true)
            .generate();
    Path temporary = file.resolveSibling(file.getFileName() + "." + fresh.getKeyID() + ".new");
    ByteBuffer text = StandardCharsets.UTF_8.encode(fresh.toJSONString() + "\n");
    try (FileChannel out =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly(file))) {
      while (text.hasRemaining()) {
        out.write(text);
      }
      out.force(true);
    }
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException somebodyWasFaster) {
      // theirs is read back
    } finally {
      Files.delete(temporary);
    }
  }

  private static ECKey read(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is not a plain file");
    }
    if (isPosix(file)
        && !OWNER_ONLY.containsAll(
            Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
      throw new IOException("others may read it; run: chmod 600 on it");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("it is damaged");
    }
    try {
      ECKey key = ECKey.parse(Files.readString(file));
      if (!Curve.P_256.equals(key.getCurve()) || !key.isPrivate() || key.getKeyID() == null) {
        throw new IOException("it holds no P-256 signing key with an id");
      }
      return key;
    } catch (ParseException | IllegalArgumentException e) {
      // the cause would quote the key
      throw new IOException("it is damaged");
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path file) {
    return Files.getFileAttributeView(file.toAbsolutePath(), PosixFileAttributeView.class) != null;
  }
}
