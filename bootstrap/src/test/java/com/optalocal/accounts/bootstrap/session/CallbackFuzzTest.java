package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.domain.Fuzz;
import org.junit.jupiter.api.Test;

/// What any page can send to the listener of `opta login`, under [Fuzz].
class CallbackFuzzTest {
  @Test
  void callbacks() {
    Fuzz.text(
        "callback-request",
        Fuzz.Never.class,
        text -> CallbackRequest.parse(text).isWellFormed() ? text : "",
        "GET /callback?code=a&state=b&iss=c HTTP/1.1\r\nHost: 127.0.0.1:9998",
        "");
    Fuzz.text(
        "callback-query",
        Fuzz.Never.class,
        text -> Callback.parse(text, "b") instanceof Callback.Parsed.Ours ? text : "",
        "code=a&state=b&iss=https%3A%2F%2Fa.example",
        "state=b&error=access_denied");
  }
}
