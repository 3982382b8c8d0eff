package com.optalocal.accounts.adapters.http;

/// Something else listens on the address already.
public final class PortInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PortInUse(int port, Throwable cause) {
    super("port " + port + " is in use by another program", cause);
  }
}
