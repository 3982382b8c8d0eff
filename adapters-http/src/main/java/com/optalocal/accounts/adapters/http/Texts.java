package com.optalocal.accounts.adapters.http;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/// The words on the pages, from `messages.properties`; `{0}`, `{1}` … are filled in.
public final class Texts {
  private final ResourceBundle bundle =
      ResourceBundle.getBundle(
          Texts.class.getPackageName() + ".messages",
          Locale.ROOT,
          ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

  /// @throws java.util.MissingResourceException if there is no such text
  public String get(String key, Object... arguments) {
    String text = bundle.getString(key);
    for (int i = 0; i < arguments.length; i++) {
      text = text.replace("{" + i + "}", arguments[i].toString());
    }
    return text;
  }

  boolean has(String key) {
    return bundle.containsKey(key);
  }

  Set<String> keys() {
    return bundle.keySet();
  }
}
