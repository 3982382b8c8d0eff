package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.application.session.Onward;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordRules;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What several calls of the identity contract read from a body, and how they refuse it.
public final class AuthBody {
  private AuthBody() {}

  /// `email` or `phone`, if there is one; an empty text is none.
  ///
  /// @throws Refusal for both, or one that is malformed
  public static Optional<Address> address(Fields body) {
    Optional<Address> email = email(body, "email").map(Address.Mail::new);
    Optional<Address> phone = phone(body).map(Address.Mobile::new);
    if (email.isPresent() && phone.isPresent()) {
      throw invalid("Only an email address or phone number should be provided");
    }
    return email.or(() -> phone);
  }

  public static Optional<Email> email(Fields body, String name) {
    return parse(body, name, Email::new, "Unable to validate email address: invalid format");
  }

  public static Optional<Phone> phone(Fields body) {
    return parse(body, "phone", Phone::new, "Invalid phone number format (E.164 required)");
  }

  /// Where a message's link leads: `redirect_to` of the query, and the body's PKCE challenge.
  public static Onward onward(Exchange exchange, Fields body) {
    Optional<PkceChallenge> challenge =
        parse(body, "code_challenge", PkceChallenge::parse, "code_challenge is malformed");
    Optional<String> method =
        body.optionalText("code_challenge_method").filter(text -> !text.isEmpty());
    if (challenge.isPresent() && !method.filter("s256"::equalsIgnoreCase).isPresent()) {
      throw invalid("code_challenge_method must be s256");
    }
    return new Onward(challenge, exchange.redirectTo());
  }

  /// The text of `name` as a password.
  ///
  /// @throws Refusal with `message` if it can be none
  public static Password password(String text, String message) {
    try {
      return Password.of(text);
    } catch (IllegalArgumentException e) {
      throw invalid(message);
    }
  }

  public static Metadata data(Fields body) {
    return body.optionalMap("data").map(MetadataJson::read).orElse(Metadata.EMPTY);
  }

  public static Refusal invalid(String message) {
    return new Refusal(AuthProblems.of(400, "validation_failed", message));
  }

  public static Refusal weak(Set<PasswordRules.Weakness> weaknesses) {
    List<String> reasons = weaknesses.stream().map(PasswordRules.Weakness::code).sorted().toList();
    Problem problem =
        AuthProblems.of(
            422,
            "weak_password",
            "Password should be at least "
                + PasswordRules.MIN_CHARACTERS
                + " characters long and not easy to guess");
    return new Refusal(problem.with("weak_password", reasons));
  }

  public static Refusal tooSoon(Address address, Duration left) {
    return new Refusal(
        AuthProblems.of(
            429,
            address instanceof Address.Mail
                ? "over_email_send_rate_limit"
                : "over_sms_send_rate_limit",
            "For security purposes, you can only request this after "
                + Math.max(1, left.toSeconds())
                + " seconds."));
  }

  public static Refusal noPhones(String what) {
    return new Refusal(
        AuthProblems.of(400, "phone_provider_disabled", "Phone " + what + " are disabled"));
  }

  private static <T> Optional<T> parse(
      Fields body, String name, Function<String, T> parser, String message) {
    return body.optionalText(name)
        .filter(text -> !text.isEmpty())
        .map(text -> {
          try {
            return parser.apply(text);
          } catch (IllegalArgumentException malformed) {
            throw invalid(message);
          }
        });
  }
}
