package com.optalocal.accounts.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ThrowableProxy;
import org.junit.jupiter.api.Test;

class MaskedTraceTest {
  @Test
  void neither_a_secret_nor_a_forged_entry_gets_through_in_an_exception() {
    MaskedTrace converter = new MaskedTrace();
    converter.start();
    String trace =
        converter.throwableProxyToString(
            new ThrowableProxy(
                new IllegalStateException(
                    "password=hunter2hunter2\n2026-01-01T00:00:00.000Z INFO forged",
                    new IllegalArgumentException("Bearer abcdefghijklmnopqrstuvwxyz"))));
    assertThat(trace)
        .contains("IllegalStateException", "MaskedTraceTest")
        .doesNotContain("hunter2", "abcdefghijklmnop");
    assertThat(trace.lines()).isNotEmpty().allMatch(line -> line.startsWith("\t"));
  }
}
