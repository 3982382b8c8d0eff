package com.optalocal.accounts.bootstrap.server;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/// The stack trace of a log entry, masked.
public final class MaskedTrace extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy trace) {
    return Masking.maskTrace(super.throwableProxyToString(trace));
  }
}
