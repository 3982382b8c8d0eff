package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A payload that has its operation's [PayloadShape]. Members become domain values here, and a
/// value that refuses its text names its member.
public final class Payload {
  private final JsonValue.Fields fields;

  Payload(JsonValue.Fields fields) {
    this.fields = fields;
  }

  public boolean has(String name) {
    return fields.find(name).isPresent();
  }

  /// A required string as a domain value.
  public <T> T parse(String name, Function<String, T> parser) {
    return parseIfPresent(name, parser)
        .orElseThrow(() -> new BadPayload(PayloadShape.pointer(name), "this member is required"));
  }

  public <T> Optional<T> parseIfPresent(String name, Function<String, T> parser) {
    return fields.text(name).map(text -> apply(PayloadShape.pointer(name), parser, text));
  }

  /// Each string of an array as a domain value.
  public <T> List<T> parseEach(String name, Function<String, T> parser) {
    List<T> parsed = new ArrayList<>();
    String at = PayloadShape.pointer(name);
    for (String text : fields.texts(name)) {
      parsed.add(apply(at + "/" + parsed.size(), parser, text));
    }
    return parsed;
  }

  /// A whole number as a domain value.
  public <T> Optional<T> number(String name, Function<Integer, T> parser) {
    return fields
        .number(name)
        .map(number -> {
          String at = PayloadShape.pointer(name);
          try {
            return parser.apply(Math.toIntExact(number));
          } catch (ArithmeticException outOfRange) {
            throw new BadPayload(at, "this number is out of range");
          } catch (IllegalArgumentException refused) {
            throw new BadPayload(at, reason(refused));
          }
        });
  }

  /// A whole number between `min` and `max`, or `fallback` where there is none.
  public int number(String name, int min, int max, int fallback) {
    return number(name, Function.identity())
        .map(number -> {
          if (number < min || number > max) {
            throw new BadPayload(
                PayloadShape.pointer(name), "this must be from " + min + " to " + max);
          }
          return number;
        })
        .orElse(fallback);
  }

  public boolean flag(String name, boolean fallback) {
    return has(name) ? fields.isTrue(name) : fallback;
  }

  /// A secret as it was typed, in UTF-8. The string it came in cannot be wiped.
  public Optional<SecretBytes> secret(String name) {
    return fields.text(name).map(typed -> new SecretBytes(typed.getBytes(StandardCharsets.UTF_8)));
  }

  /// A required secret, sent in the one canonical spelling of base64, as a domain value.
  public <T> T base64Secret(String name, Function<SecretBytes, T> parser) {
    return parse(
        name,
        text -> {
          byte[] decoded;
          try {
            decoded = Base64.getDecoder().decode(text);
          } catch (IllegalArgumentException quotesTheInput) {
            throw new BadPayload(PayloadShape.pointer(name), "this is not base64");
          }
          if (!Base64.getEncoder().encodeToString(decoded).equals(text)) {
            throw new BadPayload(PayloadShape.pointer(name), "this is not canonical base64");
          }
          return parser.apply(new SecretBytes(decoded));
        });
  }

  private static <T> T apply(String pointer, Function<String, T> parser, String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException refused) {
      throw new BadPayload(pointer, reason(refused));
    }
  }

  /// Domain values never repeat the rejected input, so their words may travel.
  private static String reason(IllegalArgumentException refused) {
    String message = refused.getMessage();
    return message == null ? "this has the wrong form" : message;
  }
}
