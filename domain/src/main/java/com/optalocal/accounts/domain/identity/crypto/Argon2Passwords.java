package com.optalocal.accounts.domain.identity.crypto;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordHash;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106), m = 19 MiB, t = 2, p = 1; the parameters travel in the hash, so that they
/// can rise. Stateless; each call takes 19 MiB, so callers bound how many run at once.
public final class Argon2Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT = 16;
  private static final int HASH = 32;

  private Argon2Passwords() {}

  public static PasswordHash hash(Password password, RandomBytes random) {
    byte[] salt = random.next(SALT);
    byte[] hash = derive(password, salt, MEMORY_KIB, PASSES, LANES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        String.format(
            Locale.ROOT,
            "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
            MEMORY_KIB,
            PASSES,
            LANES,
            base64.encodeToString(salt),
            base64.encodeToString(hash)));
  }

  /// Constant-time in the hash; takes as long for a wrong password as for the right one.
  public static boolean matches(Password password, PasswordHash expected) {
    Parts parts = Parts.of(expected);
    byte[] actual =
        derive(password, parts.salt(), parts.memoryKib(), parts.passes(), parts.lanes());
    try {
      return MessageDigest.isEqual(actual, parts.hash());
    } finally {
      Arrays.fill(actual, (byte) 0);
    }
  }

  /// True if `hash` was made with weaker parameters than today's.
  public static boolean isOutdated(PasswordHash hash) {
    Parts parts = Parts.of(hash);
    return parts.memoryKib() < MEMORY_KIB || parts.passes() < PASSES;
  }

  private static byte[] derive(
      Password password, byte[] salt, int memoryKib, int passes, int lanes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] out = new byte[HASH];
    return password
        .bytes()
        .use(bytes -> {
          generator.generateBytes(bytes, out);
          return out;
        });
  }

  @SuppressWarnings("ArrayRecordComponent") // lives inside one call
  private record Parts(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
    static Parts of(PasswordHash hash) {
      String[] fields = hash.phc().split("\\$", -1);
      String[] cost = fields[3].split("[=,]", -1);
      Base64.Decoder base64 = Base64.getDecoder();
      return new Parts(
          Integer.parseInt(cost[1]),
          Integer.parseInt(cost[3]),
          Integer.parseInt(cost[5]),
          base64.decode(fields[4]),
          base64.decode(fields[5]));
    }
  }
}
