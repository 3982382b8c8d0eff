package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/// Everything that the portal knows of a user itself; what they prove themselves with is elsewhere.
/// The user's name is the `name`, else the `full_name`, of their metadata, if it can be shown.
///
/// @param userMetadata what the user may change
/// @param appMetadata what only the operator may change, with `provider` and `providers`
public record Account(
    User user,
    Confirmed confirmed,
    Pending pending,
    Sent sent,
    Standing standing,
    Metadata userMetadata,
    Metadata appMetadata,
    Optional<Instant> lastSignInAt,
    Instant updatedAt) {

  public Account {
    user = new User(user.id(), user.email(), user.phone(), nameIn(userMetadata), user.createdAt());
  }

  /// When each address was proven to be the user's.
  public record Confirmed(Optional<Instant> email, Optional<Instant> phone) {
    public static final Confirmed NONE = new Confirmed(Optional.empty(), Optional.empty());

    public Optional<Instant> any() {
      return email.or(() -> phone);
    }
  }

  /// Addresses that the user wants and has not proven yet.
  ///
  /// @param emailHalves which of the two messages of an e-mail change were answered
  public record Pending(Optional<Email> email, int emailHalves, Optional<Phone> phone) {
    public static final int NEW_AGREED = 1;
    public static final int OLD_AGREED = 2;
    public static final int BOTH_AGREED = NEW_AGREED | OLD_AGREED;
    public static final Pending NONE = new Pending(Optional.empty(), 0, Optional.empty());
  }

  /// When each kind of message last went out.
  public record Sent(
      Optional<Instant> invitation,
      Optional<Instant> confirmation,
      Optional<Instant> recovery,
      Optional<Instant> emailChange,
      Optional<Instant> phoneChange,
      Optional<Instant> reauthentication) {
    public static final Sent NOTHING =
        new Sent(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /// @param guest signed in without any address; not the same as having none
  /// @param deletedAt since when the account is kept as a tombstone only
  public record Standing(
      boolean guest, Optional<Instant> bannedUntil, Optional<Instant> deletedAt) {
    public static final Standing GOOD = new Standing(false, Optional.empty(), Optional.empty());

    public boolean isBanned(Instant now) {
      return bannedUntil.filter(now::isBefore).isPresent();
    }
  }

  /// A fresh account whose addresses count as proven.
  public static Account of(User user) {
    Optional<Instant> now = Optional.of(user.createdAt());
    return fresh(user)
        .withConfirmed(
            new Confirmed(user.email().flatMap(e -> now), user.phone().flatMap(p -> now)));
  }

  /// A fresh account with nothing proven.
  public static Account fresh(User user) {
    Metadata data =
        user.name().map(name -> Metadata.of("name", name.value())).orElse(Metadata.EMPTY);
    return new Account(
        user,
        Confirmed.NONE,
        Pending.NONE,
        Sent.NOTHING,
        Standing.GOOD,
        data,
        Metadata.EMPTY,
        Optional.empty(),
        user.createdAt());
  }

  public UserId id() {
    return user.id();
  }

  /// Whether `address` is this user's and was proven to be.
  public boolean hasProven(Address address) {
    return switch (address) {
      case Address.Mail(var email) ->
          confirmed.email().isPresent() && user.email().equals(Optional.of(email));
      case Address.Mobile(var phone) ->
          confirmed.phone().isPresent() && user.phone().equals(Optional.of(phone));
    };
  }

  public Account withUser(User changed) {
    return new Account(
        changed,
        confirmed,
        pending,
        sent,
        standing,
        userMetadata,
        appMetadata,
        lastSignInAt,
        updatedAt);
  }

  public Account withConfirmed(Confirmed changed) {
    return new Account(
        user, changed, pending, sent, standing, userMetadata, appMetadata, lastSignInAt, updatedAt);
  }

  public Account withPending(Pending changed) {
    return new Account(
        user,
        confirmed,
        changed,
        sent,
        standing,
        userMetadata,
        appMetadata,
        lastSignInAt,
        updatedAt);
  }

  public Account withSent(Sent changed) {
    return new Account(
        user,
        confirmed,
        pending,
        changed,
        standing,
        userMetadata,
        appMetadata,
        lastSignInAt,
        updatedAt);
  }

  public Account withStanding(Standing changed) {
    return new Account(
        user,
        confirmed,
        pending,
        sent,
        changed,
        userMetadata,
        appMetadata,
        lastSignInAt,
        updatedAt);
  }

  public Account withUserMetadata(Metadata changed) {
    return new Account(
        user, confirmed, pending, sent, standing, changed, appMetadata, lastSignInAt, updatedAt);
  }

  public Account withAppMetadata(Metadata changed) {
    return new Account(
        user, confirmed, pending, sent, standing, userMetadata, changed, lastSignInAt, updatedAt);
  }

  /// This account after a sign-in at `now`.
  public Account signedIn(Instant now) {
    return new Account(
        user, confirmed, pending, sent, standing, userMetadata, appMetadata, Optional.of(now), now);
  }

  /// This account with `now` as the time of its last change.
  public Account updated(Instant now) {
    return new Account(
        user, confirmed, pending, sent, standing, userMetadata, appMetadata, lastSignInAt, now);
  }

  private static Optional<DisplayName> nameIn(Metadata data) {
    return data.text("name").or(() -> data.text("full_name")).flatMap(Account::showable);
  }

  private static Optional<DisplayName> showable(String text) {
    try {
      return Optional.of(new DisplayName(text));
    } catch (IllegalArgumentException unshowable) {
      return Optional.empty();
    }
  }
}
