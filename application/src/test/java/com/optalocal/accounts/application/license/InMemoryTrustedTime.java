package com.optalocal.accounts.application.license;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.license.LicenseAuthority;
import com.optalocal.accounts.domain.license.SealedMark;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryTrustedTime implements TrustedTime {
  private record Place(UserId user, String authority) {}

  private final Map<Place, SealedMark> marks = new ConcurrentHashMap<>();

  @Override
  public Optional<SealedMark> find(UserId user, LicenseAuthority authority) {
    return Optional.ofNullable(marks.get(new Place(user, authority.name())));
  }

  @Override
  public void keep(UserId user, LicenseAuthority authority, SealedMark mark) {
    marks.put(new Place(user, authority.name()), mark);
  }

  /// What somebody does who deletes the file.
  public void loseEverything() {
    marks.clear();
  }
}
