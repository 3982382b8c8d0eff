package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class InMemoryLicenses implements Licenses {
  private record Key(OrgId org, LicenseId id) {}

  private record Row(OrgId org, Kept kept) {}

  private record Place(OrgId org, FeaturePrefix prefix) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, Row> licenses;
  private final InMemoryTable<Place, LicenseKeys> lists;
  private final InMemoryTable<OrgId, List<Place>> places;

  public InMemoryLicenses(InMemoryUnitOfWork work) {
    this.work = work;
    licenses = work.table();
    lists = work.table();
    places = work.table();
  }

  @Override
  public boolean add(OrgId org, License license, Instant at) {
    return licenses.add(
        new Key(org, license.id()), new Row(org, new Kept(license, at, Optional.empty())));
  }

  @Override
  public List<Kept> list(OrgId org) {
    return licenses.values().stream()
        .filter(row -> row.org().equals(org))
        .map(Row::kept)
        .sorted(Comparator.comparing(Kept::addedAt).reversed())
        .toList();
  }

  @Override
  public boolean revoke(OrgId org, LicenseId id, Instant at) {
    return work.atomically(() -> {
      Optional<Kept> kept =
          licenses.get(new Key(org, id)).map(Row::kept).filter(k -> k.revokedAt().isEmpty());
      kept.ifPresent(k ->
          licenses.put(
              new Key(org, id), new Row(org, new Kept(k.license(), k.addedAt(), Optional.of(at)))));
      return kept.isPresent();
    });
  }

  @Override
  public List<LicenseKeys> keys(OrgId org) {
    return places.get(org).orElse(List.of()).stream()
        .sorted(Comparator.comparing(Place::prefix))
        .flatMap(place -> lists.get(place).stream())
        .toList();
  }

  @Override
  public Optional<LicenseKeys> keys(OrgId org, FeaturePrefix prefix) {
    return lists.get(new Place(org, prefix));
  }

  @Override
  public boolean putKeys(OrgId org, LicenseKeys keys) {
    return work.atomically(() -> {
      Place place = new Place(org, keys.terms().prefix());
      Optional<LicenseKeys> before = lists.get(place);
      if (before.filter(known -> known.version() >= keys.version()).isPresent()) {
        return false;
      }
      lists.put(place, keys);
      if (before.isEmpty()) {
        List<Place> all = new java.util.ArrayList<>(places.get(org).orElse(List.of()));
        all.add(place);
        places.put(org, List.copyOf(all));
      }
      return true;
    });
  }
}
