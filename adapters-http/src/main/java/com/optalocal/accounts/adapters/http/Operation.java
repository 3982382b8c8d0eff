package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.policy.Capability;

/// One thing that the daemon does for whoever holds its token: name, permission, payload, handler.
public record Operation(
    String name,
    String summary,
    Capability capability,
    Risk risk,
    Turn turn,
    PayloadShape payload,
    Handler handler) {

  /// Parses nothing and decides nothing: calls one use case and puts its outcome into JSON.
  @FunctionalInterface
  public interface Handler {
    OperationReply handle(Payload payload);
  }

  /// What it may do at worst.
  public enum Risk {
    READ("read"),
    WRITE("write"),
    /// Hands out opened keys.
    SECRET("secret");

    private final String code;

    Risk(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /// What may run beside it. A change of session waits for what works with the session, so that one
  /// person's pull never ends in another's memory.
  public enum Turn {
    /// Touches no session: never waits.
    FREE,
    /// Works with the session, beside others of its kind.
    SHARED,
    /// Changes the session: alone.
    ALONE
  }

  JsonValue.Fields json() {
    return JsonValue.fields()
        .put("op", name)
        .put("summary", summary)
        .put("capability", capability.value())
        .put("risk", risk.code())
        .put("payload", payload.schema())
        .build();
  }
}
