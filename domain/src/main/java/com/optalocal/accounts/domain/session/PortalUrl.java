package com.optalocal.accounts.domain.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a portal answers: `https://host[:port]`, or `http` on loopback only. No path, no slash at
/// the end.
public record PortalUrl(String value) {
  private static final Pattern FORM =
      Pattern.compile("(https?)://([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(:[1-9][0-9]{0,4})?");

  public static final PortalUrl PUBLIC = new PortalUrl("https://accounts.optalocal.com");

  public PortalUrl {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a portal's address looks like https://host or https://host:port");
    }
    boolean loopback = form.group(2).equals("localhost") || form.group(2).equals("127.0.0.1");
    if (form.group(1).equals("http") && !loopback) {
      throw new IllegalArgumentException("a portal that is not on this machine needs https");
    }
  }

  public boolean isSecure() {
    return value.startsWith("https:");
  }

  /// Host, and port where it is not the scheme's own.
  public String authority() {
    return value.substring(value.indexOf("://") + 3);
  }

  @Override
  public String toString() {
    return value;
  }
}
