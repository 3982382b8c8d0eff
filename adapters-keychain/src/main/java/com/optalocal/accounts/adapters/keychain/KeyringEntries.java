package com.optalocal.accounts.adapters.keychain;

import java.util.Optional;

/// The entries of one service in an OS keychain, as bare as its library gives them: any call may
/// block on a prompt or fail with any exception, and "not found" may mean "could not look".
/// [OsKeyring] makes something dependable of it.
interface KeyringEntries {
  /// How a keychain is found. `open` may block and fail in any way too.
  @FunctionalInterface
  interface Opener {
    /// @throws Absent if this machine has none
    KeyringEntries open() throws Absent;
  }

  /// There is no OS keychain on this machine.
  final class Absent extends Exception {
    private static final long serialVersionUID = 1L;

    Absent(Throwable cause) {
      super("no keychain", cause);
    }
  }

  /// The keychain answered, and said no.
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(Throwable cause) {
      super("the keychain refused", cause);
    }
  }

  Optional<String> find(String account);

  void set(String account, String text);

  void delete(String account);

  void close();
}
