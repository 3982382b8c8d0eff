package com.optalocal.accounts.bootstrap.home;

import com.optalocal.accounts.domain.RandomBytes;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;

/// The operating system's random numbers, and the one place that makes a `SecureRandom`.
///
/// Where the kernel has a file for them they are read there, which is what Java's default generator
/// does on these systems too: finding that generator among the security providers costs a short
/// command 17 ms, reading the file 0.2 ms. Safe for use by several threads.
public final class SystemRandom implements RandomBytes {
  private static final String KERNEL = "/dev/urandom";

  @Override
  public byte[] next(int count) {
    try (InputStream kernel = new FileInputStream(KERNEL)) {
      byte[] bytes = kernel.readNBytes(count);
      if (bytes.length == count) {
        return bytes;
      }
    } catch (IOException notHere) {
      // Windows, or a sandbox without that file
    }
    return fromProvider(count);
  }

  private static byte[] fromProvider(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
