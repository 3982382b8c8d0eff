package com.optalocal.accounts.bootstrap.server;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.stream.Collectors;

/// A stack trace masked line by line as [MaskedMessage] masks messages. Every line is indented, so
/// that a message with line breaks cannot forge an entry.
public final class MaskedTrace extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy trace) {
    return super.throwableProxyToString(trace)
        .lines()
        .map(line -> "\t" + MaskedMessage.mask(line.strip()) + "\n")
        .collect(Collectors.joining());
  }
}
