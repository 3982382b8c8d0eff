package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a provider's claims mean here, in the names of the contract's `identity_data`. Claims that
/// nobody asked for are left out, and so is what is longer than it can sensibly be.
final class VouchedClaims {
  private static final int MAX_TEXT = 1024;
  private static final int MAX_GROUPS = 200;
  private static final int MAX_GROUP = 255;

  /// Claim, and what it is called here.
  private static final List<Map.Entry<String, String>> TEXTS =
      List.of(
          Map.entry("sub", "sub"),
          Map.entry("sub", "provider_id"),
          Map.entry("iss", "iss"),
          Map.entry("email", "email"),
          Map.entry("name", "name"),
          Map.entry("name", "full_name"),
          Map.entry("picture", "picture"),
          Map.entry("picture", "avatar_url"),
          Map.entry("preferred_username", "preferred_username"));

  private VouchedClaims() {}

  static VouchedIdentity read(ProviderSettings settings, Map<String, Object> claims) {
    Metadata data = Metadata.EMPTY;
    for (Map.Entry<String, String> text : TEXTS) {
      Optional<String> value = text(claims, text.getKey());
      if (value.isPresent()) {
        data = data.withText(text.getValue(), value.get());
      }
    }
    boolean proven = isTrue(claims.get("email_verified"));
    data = data.withFlag("email_verified", proven).withFlag("phone_verified", false);
    Optional<List<String>> groups = settings.groups().map(claims::get).map(VouchedClaims::texts);
    if (groups.isPresent()) {
      data = data.withTexts("groups", groups.get());
    }
    return new VouchedIdentity(
        settings.provider(),
        settings.issuer().toString(),
        String.valueOf(claims.get("sub")),
        data,
        proven ? text(claims, "email").flatMap(VouchedClaims::email) : Optional.empty());
  }

  private static Optional<Email> email(String text) {
    try {
      return Optional.of(new Email(text));
    } catch (IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  /// Apple says it as text.
  private static boolean isTrue(@Nullable Object claim) {
    return Boolean.TRUE.equals(claim) || "true".equals(claim);
  }

  private static Optional<String> text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text && fits(text, MAX_TEXT)
        ? Optional.of(text)
        : Optional.empty();
  }

  private static List<String> texts(Object claim) {
    List<String> texts = new ArrayList<>();
    if (claim instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof String text && fits(text, MAX_GROUP) && texts.size() < MAX_GROUPS) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static boolean fits(String text, int max) {
    return !text.isEmpty()
        && text.length() <= max
        && text.codePoints()
            .noneMatch(c -> c < ' ' || c == 0x7f || Character.getType(c) == Character.SURROGATE);
  }
}
