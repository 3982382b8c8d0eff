package com.optalocal.accounts.application;

/// The portal did not answer, or answered that it is in trouble (5xx). A device keeps everything it
/// has, its session included, and says that it is offline.
public final class PortalUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PortalUnreachable(String message) {
    super(message);
  }

  public PortalUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
