package com.optalocal.accounts.adapters.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of `application/x-www-form-urlencoded` text, each at most once, in strict UTF-8.
public final class Form {
  static final String NEXT = "next";
  static final String REDIRECT_TO = "redirect_to";
  private static final int MAX_FIELDS = 64;
  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = fields;
  }

  /// @throws IllegalArgumentException for bad escapes, bad UTF-8 or a field that comes twice
  public static Form parse(String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : encoded.split("&", MAX_FIELDS + 1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (fields.size() == MAX_FIELDS || fields.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("a form has too many fields, or one of them twice");
      }
    }
    return new Form(fields);
  }

  /// The field, or an empty text.
  ///
  /// @throws IllegalStateException for an address to go on to, which only [Exchange#next] reads
  public String get(String name) {
    requireNoAddress(name);
    return fields.getOrDefault(name, "");
  }

  /// The field, if the form has it.
  ///
  /// @throws IllegalStateException as [#get]
  public Optional<String> find(String name) {
    requireNoAddress(name);
    return Optional.ofNullable(fields.get(name));
  }

  /// Where the browser asks to go afterwards: unchecked, for [Exchange#next] alone.
  Optional<String> uncheckedNext() {
    return Optional.ofNullable(fields.get(NEXT));
  }

  static void requireNoAddress(String name) {
    if (name.equals(NEXT) || name.equals(REDIRECT_TO)) {
      throw new IllegalStateException("addresses to go on to are read by Exchange.next() alone");
    }
  }

  private static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '%') {
        if (at + 2 >= text.length()) {
          throw new IllegalArgumentException("a form holds a broken escape");
        }
        bytes.write(hex(text.charAt(at + 1)) << 4 | hex(text.charAt(at + 2)));
        at += 2;
      } else if (c > 0x7f) {
        throw new IllegalArgumentException("a form holds unescaped text");
      } else {
        bytes.write(c == '+' ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a form is not UTF-8", e);
    }
  }

  private static int hex(char c) {
    int digit = c <= 'f' ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("a form holds a broken escape");
    }
    return digit;
  }
}
