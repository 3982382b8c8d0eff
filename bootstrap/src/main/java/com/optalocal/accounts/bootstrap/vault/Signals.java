package com.optalocal.accounts.bootstrap.vault;

import java.lang.reflect.Proxy;

/// Receives signals without ending. The JDK has no other way than `sun.misc.Signal`, which the
/// compiler refuses to be named, so it is reached by name at run time.
final class Signals {
  private Signals() {}

  /// Runs `action` whenever `signal` (as in `TERM`) arrives. A JVM without this ability, or one
  /// that was told to leave the signal alone, stays as it is.
  static void handle(String signal, Runnable action) {
    try {
      Class<?> signals = Class.forName("sun.misc.Signal");
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlers},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signals
          .getMethod("handle", signals, handlers)
          .invoke(null, signals.getConstructor(String.class).newInstance(signal), handler);
    } catch (ReflectiveOperationException unsupported) {
      // the signal then ends this process, and the program with its terminal
    }
  }
}
