package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/// One way in which a user is known: the portal's own word about an address, or that of an OpenID
/// Connect provider. `issuer` and `subject` together name it (OpenID Connect Core §2); an e-mail
/// address never does.
///
/// @param id a UUID
/// @param issuer the provider's issuer; for `email` and `phone` the provider's name
/// @param data what the provider tells, in the contract's `identity_data`
public record Identity(
    String id,
    UserId user,
    Provider provider,
    String issuer,
    String subject,
    Metadata data,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> lastSignInAt) {
  private static final int MAX_LENGTH = 512;

  public Identity {
    requireName(issuer);
    requireName(subject);
  }

  /// The portal's own word about `user`'s e-mail address.
  public static Identity ofEmail(
      String id, UserId user, Email email, boolean verified, Instant now) {
    return own(id, user, Provider.EMAIL, "email", email.value(), verified, now);
  }

  /// The portal's own word about `user`'s phone number.
  public static Identity ofPhone(
      String id, UserId user, Phone phone, boolean verified, Instant now) {
    return own(id, user, Provider.PHONE, "phone", phone.value(), verified, now);
  }

  private static Identity own(
      String id,
      UserId user,
      Provider provider,
      String member,
      String address,
      boolean verified,
      Instant now) {
    Metadata data =
        Metadata.of("sub", user.value())
            .withText(member, address)
            .withFlag("email_verified", verified && provider.equals(Provider.EMAIL))
            .withFlag("phone_verified", verified && provider.equals(Provider.PHONE));
    return new Identity(
        id, user, provider, provider.value(), user.value(), data, now, now, Optional.of(now));
  }

  /// The address that the provider tells, if any; not proof of anything.
  public Optional<String> email() {
    return data.text("email");
  }

  public Identity withData(Metadata changed, Instant now) {
    return new Identity(id, user, provider, issuer, subject, changed, createdAt, now, lastSignInAt);
  }

  public Identity signedIn(Instant now) {
    return new Identity(
        id, user, provider, issuer, subject, data, createdAt, now, Optional.of(now));
  }

  private static void requireName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_LENGTH
        || name.codePoints().anyMatch(c -> c < '!' || c == 0x7f)) {
      throw new IllegalArgumentException("an identity's issuer or subject has the wrong form");
    }
  }
}
