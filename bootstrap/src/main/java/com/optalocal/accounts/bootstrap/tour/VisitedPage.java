package com.optalocal.accounts.bootstrap.tour;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page as it came, and the form on it that leads on. Reads our own pages, not any page.
///
/// @param address where it came from, after redirects
public record VisitedPage(URI address, int status, String html) {
  private static final Pattern FORM =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">(.*?)</form>", Pattern.DOTALL);
  private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
  private static final Pattern ATTRIBUTE = Pattern.compile("\\b(name|value)=\"([^\"]*)\"");

  /// Where its form goes. Signing out, which every page offers, does not count.
  public String action() {
    return form().group(1);
  }

  /// What its form holds already.
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher inputs = INPUT.matcher(form().group(2));
    while (inputs.find()) {
      String name = "";
      String value = "";
      Matcher attributes = ATTRIBUTE.matcher(inputs.group());
      while (attributes.find()) {
        if (attributes.group(1).equals("name")) {
          name = attributes.group(2);
        } else {
          value = unescaped(attributes.group(2));
        }
      }
      fields.put(name, value);
    }
    return fields;
  }

  /// True if a reader sees `text` on it.
  public boolean shows(String text) {
    return unescaped(html).contains(text);
  }

  private Matcher form() {
    Matcher forms = FORM.matcher(html);
    while (forms.find()) {
      if (!forms.group(1).equals("/sign-out")) {
        return forms;
      }
    }
    throw new TourFailed("The page at " + address.getPath() + " has no form to fill in");
  }

  private static String unescaped(String text) {
    return text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
