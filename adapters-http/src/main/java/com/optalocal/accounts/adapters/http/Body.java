package com.optalocal.accounts.adapters.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Request bodies, bounded whether or not their length was announced.
final class Body {
  static final int MAX_BYTES = 1 << 20;

  private Body() {}

  /// @throws Refusal if it is too large or not of `mediaType`
  static byte[] read(Context context, String mediaType) {
    String declared = context.req().getContentType();
    if (declared == null || !isUtf8(declared, mediaType)) {
      throw new Refusal(Problem.mediaType(mediaType));
    }
    if (context.req().getContentLengthLong() > MAX_BYTES) {
      throw new Refusal(Problem.tooLarge());
    }
    try (InputStream in = context.req().getInputStream()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new Refusal(Problem.tooLarge());
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUtf8(String declared, String mediaType) {
    String[] parts = declared.toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals(mediaType)) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("charset=")
          && !parameter.equals("charset=utf-8")
          && !parameter.equals("charset=\"utf-8\"")) {
        return false;
      }
    }
    return true;
  }
}
