package com.optalocal.accounts.bootstrap.home;

/// What `opta --version` says. One program has all three roles, so they share a version; the
/// protocol is the one that command line and daemon speak.
public final class Version {
  public static final String PROGRAM = "0.1.0";
  public static final String PROTOCOL = "3";

  private Version() {}
}
