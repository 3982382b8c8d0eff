package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.domain.SecretBytes;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mail server that takes messages: `smtps://[user@]host[:465]` speaks TLS from the first byte,
/// `smtp://[user@]host[:587]` turns to it by STARTTLS and sends nothing without; a server on
/// loopback may do without TLS.
///
/// @param from the sender's address
/// @param timeout for each step of a delivery
public record SmtpServer(
    boolean tlsFirst, String host, int port, Optional<Login> login, String from, Duration timeout) {
  private static final Pattern FORM =
      Pattern.compile(
          "(smtps?)://(?:([A-Za-z0-9._%+-]{1,128})@)?"
              + "([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::([1-9][0-9]{0,4}))?");

  /// Who the portal is to that server. A final class: the password never prints.
  public static final class Login {
    private final String user;
    private final SecretBytes password;

    public Login(String user, SecretBytes password) {
      this.user = user;
      this.password = password;
    }

    String user() {
      return user;
    }

    SecretBytes password() {
      return password;
    }

    @Override
    public String toString() {
      return "Login[redacted]";
    }
  }

  /// Reads the address of a server.
  ///
  /// @param password needed exactly where `url` names a user
  /// @throws IllegalArgumentException if it is none
  public static SmtpServer parse(
      String url, Optional<SecretBytes> password, String from, Duration timeout) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw malformed();
    }
    boolean tlsFirst = form.group(1).equals("smtps");
    int port = form.group(4) == null ? (tlsFirst ? 465 : 587) : Integer.parseInt(form.group(4));
    Optional<String> user = Optional.ofNullable(form.group(2));
    if (port > 65_535 || user.isPresent() != password.isPresent()) {
      throw malformed();
    }
    return new SmtpServer(
        tlsFirst,
        form.group(3),
        port,
        user.map(name -> new Login(name, password.orElseThrow())),
        from,
        timeout);
  }

  boolean isLocal() {
    return host.equals("localhost") || host.equals("127.0.0.1");
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "a mail server looks like smtps://user@host or smtp://user@host:587, and a user has a"
            + " password");
  }
}
