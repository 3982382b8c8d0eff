package com.optalocal.accounts.domain.session;

import java.util.Optional;

/// Where a sign-in came from, for its owner to recognize: address and user agent, neither of which
/// proves anything. Cut to a length that is fit to keep.
public record Origin(Optional<String> address, Optional<String> agent) {
  public static final Origin UNKNOWN = new Origin(Optional.empty(), Optional.empty());
  private static final int MAX_ADDRESS = 64;
  private static final int MAX_AGENT = 256;

  public Origin {
    address = address.map(text -> shown(text, MAX_ADDRESS)).filter(text -> !text.isEmpty());
    agent = agent.map(text -> shown(text, MAX_AGENT)).filter(text -> !text.isEmpty());
  }

  private static String shown(String text, int length) {
    String line = text.replaceAll("[^ -~]", "?").strip();
    return line.substring(0, Math.min(line.length(), length));
  }
}
