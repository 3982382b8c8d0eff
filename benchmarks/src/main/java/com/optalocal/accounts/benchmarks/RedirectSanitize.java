package com.optalocal.accounts.benchmarks;

import com.optalocal.accounts.domain.redirect.RedirectPolicy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// The redirect policy over addresses as they come: most are allowed, some hostile.
@State(Scope.Thread)
public class RedirectSanitize {
  private static final int TARGETS = 16;
  private final RedirectPolicy policy = RedirectPolicy.parse("*.optalocal.com");
  private final String[] targets = {
    "/",
    "/keys",
    "/cli/login?id=AAAAAAAAAAAAAAAAAAAAAA&state=BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB",
    "/audit?q=device.added&from=2026-11-01#newest",
    "/caf%C3%A9/%E2%82%AC?x=%20y",
    "https://lmx.optalocal.com/",
    "https://life.optalocal.com/today?view=week#monday",
    "https://a.b.optalocal.com/some/longer/path/with/segments?and=a&few=parameters",
    "http://localhost:9998/callback?code=x",
    "opta://open/item?x=1#y",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/",
    "https://lmx.optalocal.com@evil.example/",
    "/%2f%2fevil.example",
    "javascript:alert(1)"
  };

  @Benchmark
  @OperationsPerInvocation(TARGETS)
  public void sanitize(Blackhole results) {
    for (String target : targets) {
      results.consume(policy.sanitize(target));
    }
  }
}
