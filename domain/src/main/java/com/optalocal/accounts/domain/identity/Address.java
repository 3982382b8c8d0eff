package com.optalocal.accounts.domain.identity;

import java.util.Optional;

/// Where a message reaches somebody.
public sealed interface Address {
  /// As it is kept: an e-mail address has an `@`, a phone number has digits alone.
  String value();

  default Optional<Email> email() {
    return this instanceof Mail mail ? Optional.of(mail.address()) : Optional.empty();
  }

  default Optional<Phone> phone() {
    return this instanceof Mobile mobile ? Optional.of(mobile.number()) : Optional.empty();
  }

  record Mail(Email address) implements Address {
    @Override
    public String value() {
      return address.value();
    }

    @Override
    public String toString() {
      return value();
    }
  }

  record Mobile(Phone number) implements Address {
    @Override
    public String value() {
      return number.value();
    }

    @Override
    public String toString() {
      return value();
    }
  }

  /// Reads what [#value] wrote.
  static Address parse(String value) {
    return value.indexOf('@') >= 0 ? new Mail(new Email(value)) : new Mobile(new Phone(value));
  }
}
