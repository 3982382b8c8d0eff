package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/// A person as programs and pages name them. Without both addresses they are a guest, or signed up
/// through somebody who told none.
public record User(
    UserId id,
    Optional<Email> email,
    Optional<Phone> phone,
    Optional<DisplayName> name,
    Instant createdAt) {

  /// Somebody with an e-mail address, as most are.
  public User(UserId id, Email email, Optional<DisplayName> name, Instant createdAt) {
    this(id, Optional.of(email), Optional.empty(), name, createdAt);
  }

  /// How they are addressed where one line must do: by name, else by address, else as a guest.
  public String label() {
    return name.map(DisplayName::value).orElseGet(this::address);
  }

  /// What they sign in with, for people to read: e-mail address, else phone number, else `guest`.
  public String address() {
    return email
        .map(Email::value)
        .or(() -> phone.map(number -> "+" + number.value()))
        .orElse("guest");
  }
}
