package com.optalocal.accounts.application.violations;

import java.io.IOException;
import java.net.Socket;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class OpensASocket {
  private OpensASocket() {}

  static void open() throws IOException {
    new Socket().close();
  }
}
