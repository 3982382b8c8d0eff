package com.optalocal.accounts.application;

/// The portal did not answer, or answered that it is in trouble (5xx). A device keeps everything it
/// has, its session included, and says that it is offline.
public final class PortalUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean answered;

  public PortalUnreachable(String message) {
    super(message);
    this.answered = false;
  }

  public PortalUnreachable(String message, Throwable cause) {
    super(message, cause);
    this.answered = false;
  }

  private PortalUnreachable(int status) {
    super("it answers with an error of its own: " + status);
    this.answered = true;
  }

  /// It is there, and says with `status` (5xx) that it cannot do anything now.
  public static PortalUnreachable inTrouble(int status) {
    return new PortalUnreachable(status);
  }

  /// True if it answered at all, so that the network is not to blame.
  public boolean answered() {
    return answered;
  }
}
