package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.domain.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// How bytes stand in an OS keychain, which keeps text: as they are if they are well-formed UTF-8
/// without NUL, so that other programs can use them; else `base64:` and their base64. A text that
/// begins with `base64:` itself is escaped too, so no two values share a spelling.
///
/// Keychains take and give `String`; those cannot be wiped.
public final class EntryText {
  private static final String ESCAPE = "base64:";

  private EntryText() {}

  public static String encode(SecretBytes value) {
    return value.use(bytes -> {
      String text = utf8(bytes);
      return text.isEmpty() || text.startsWith(ESCAPE)
          ? ESCAPE + Base64.getEncoder().encodeToString(bytes)
          : text;
    });
  }

  /// Also takes what another program wrote there.
  public static SecretBytes decode(String text) {
    if (text.startsWith(ESCAPE)) {
      try {
        return new SecretBytes(Base64.getDecoder().decode(text.substring(ESCAPE.length())));
      } catch (IllegalArgumentException notOurs) {
        // somebody else's text that happens to begin so
      }
    }
    return new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Empty where the bytes cannot stand as they are.
  private static String utf8(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return "";
      }
    }
    try {
      CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      String text = chars.toString();
      if (chars.hasArray()) {
        Arrays.fill(chars.array(), '\0');
      }
      return text;
    } catch (CharacterCodingException notText) {
      return "";
    }
  }
}
