package com.optalocal.accounts.benchmarks;

import com.optalocal.accounts.domain.openclaw.OpenClawId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// An OpenClaw id, beside the SHA-256 in it.
@State(Scope.Thread)
public class OpenClaw {
  private String scope = " team-a/builder/agent-17 ";

  @Benchmark
  public Object id() {
    return OpenClawId.of(scope);
  }

  @Benchmark
  public Object bareSha256() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(scope.getBytes(StandardCharsets.UTF_8));
  }
}
