package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What arrives over HTTP, under [Fuzz].
class JsonFuzzTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final byte[] DOCUMENT =
      utf8(
          "{\"a\": [1, -2.5e3, true, null, {\"b\": \"\\u00e9\\n\\ud83d\\ude00\"}], \"c\": {}, \"\": \"x\"}");

  @Test
  void json() {
    Fuzz.bytes(
        "json-text",
        MalformedJson.class,
        bytes -> JsonText.write(JsonText.read(bytes)),
        DOCUMENT,
        utf8("[]"),
        utf8("0"));
    Fuzz.bytes(
        "json-object",
        IllegalArgumentException.class,
        bytes -> Json.write(Json.readObject(bytes)),
        DOCUMENT);
    Fuzz.bytes(
        "daemon-address",
        IllegalArgumentException.class,
        bytes -> DaemonAddress.parse(bytes).json(),
        utf8(
            "{\"port\": 7411, \"pid\": 12, \"startedAt\": \"2026-11-22T00:00:00Z\", \"token\":"
                + " \"opta_tok_AAAA\"}"));
  }

  @Test
  void forms_and_cookies() {
    Fuzz.text(
        "form",
        IllegalArgumentException.class,
        text -> {
          Form form = Form.parse(text);
          return form.uncheckedNext().isEmpty() ? text : text.concat("");
        },
        "email=ana%40example.com&password=a+b&next=%2Fkeys",
        "");
    Fuzz.text(
        "cookies",
        Refusal.class,
        text -> {
          StringBuilder printed = new StringBuilder();
          Cookies.read(List.of(text))
              .forEach((name, value) -> printed.append(name).append('=').append(value).append(';'));
          return printed.toString();
        },
        "__Host-opta-session=AAAA; __Host-opta-form=BBBB",
        "a=b=c; d");
  }
}
