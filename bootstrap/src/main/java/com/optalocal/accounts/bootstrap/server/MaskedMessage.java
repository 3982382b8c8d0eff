package com.optalocal.accounts.bootstrap.server;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// A log message with everything masked that looks like a secret, and on one line: whoever could
/// write a line break could otherwise forge an entry.
public final class MaskedMessage extends MessageConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return Masking.mask(event.getFormattedMessage());
  }
}
