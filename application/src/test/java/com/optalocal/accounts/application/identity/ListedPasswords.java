package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.identity.Password;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Breached passwords, listed in memory.
public record ListedPasswords(Set<String> listed) implements BreachedPasswords {
  public static final BreachedPasswords NONE = new ListedPasswords(Set.of());

  public ListedPasswords {
    listed = Set.copyOf(listed);
  }

  @Override
  public boolean contains(Password password) {
    return password
        .bytes()
        .use(bytes -> listed.contains(new String(bytes, StandardCharsets.UTF_8)));
  }
}
