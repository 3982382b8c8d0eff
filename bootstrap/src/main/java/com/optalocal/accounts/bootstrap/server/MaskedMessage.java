package com.optalocal.accounts.bootstrap.server;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;

/// A log message with everything masked that looks like a secret, and on one line: whoever could
/// write a line break could otherwise forge an entry.
public final class MaskedMessage extends MessageConverter {
  private static final Pattern SECRET =
      Pattern.compile(
          "\\b(?:opta_tok_|own_|brdg_)[A-Za-z0-9_-]{8,}"
              + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
              + "|\\b(?:sk|pk|rk)-[A-Za-z0-9_-]{12,}"
              + "|\\bgh[opsu]_[A-Za-z0-9]{16,}"
              + "|(?i:bearer) [A-Za-z0-9._~+/=-]{16,}"
              + "|(?i:(?:password|passphrase|token|secret|code|verifier|state|owner)=)[^\\s&]+");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]+");

  @Override
  public String convert(ILoggingEvent event) {
    return mask(event.getFormattedMessage());
  }

  static String mask(String message) {
    return CONTROL.matcher(SECRET.matcher(message).replaceAll("[masked]")).replaceAll(" ");
  }
}
