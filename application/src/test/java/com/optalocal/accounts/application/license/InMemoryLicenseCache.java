package com.optalocal.accounts.application.license;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Note;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryLicenseCache implements LicenseCache {
  private final Map<UserId, Held> held = new ConcurrentHashMap<>();

  @Override
  public Held load(UserId user) {
    return held.getOrDefault(user, Held.NOTHING);
  }

  @Override
  public void replace(UserId user, List<Note> keys, List<Note> licenses) {
    held.merge(
        user,
        new Held(Optional.empty(), keys, licenses),
        (old, next) -> new Held(old.issuer(), next.keys(), next.licenses()));
  }

  @Override
  public void pin(UserId user, Note issuer) {
    held.merge(
        user,
        new Held(Optional.of(issuer), List.of(), List.of()),
        (old, next) -> new Held(next.issuer(), old.keys(), old.licenses()));
  }
}
