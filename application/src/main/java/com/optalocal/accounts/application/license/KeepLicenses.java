package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseAuthority;
import com.optalocal.accounts.domain.license.LicenseContact;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.license.LicenseVerifier;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps an organization's licenses on the portal. What owners bring is signed elsewhere, offline;
/// the portal takes only what devices will take, and can itself make none.
public final class KeepLicenses {
  private final Licenses licenses;
  private final LicenseAuthority vendor;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  public enum Outcome {
    DONE,
    /// Only an owner of the organization may do this.
    NOT_OWNER,
    /// Not signed by a key that may sign it, altered, or for another organization.
    REFUSED,
    /// There is one of the same id, or a key list of this version or a higher one.
    KNOWN,
    /// Another root keeps this prefix already.
    OTHER_ROOT,
    /// There is no such license, or it was taken back before.
    GONE,
    /// The organization has as many licenses as a device can be told of.
    FULL
  }

  /// @param vendor the compiled-in anchors; tests have others
  public KeepLicenses(
      Licenses licenses,
      LicenseAuthority vendor,
      AuditTrail audit,
      UnitOfWork work,
      InstantSource clock) {
    this.licenses = licenses;
    this.vendor = vendor;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  public List<Licenses.Kept> list(Actor actor) {
    return licenses.list(actor.org());
  }

  public List<LicenseKeys> keys(Actor actor) {
    return licenses.keys(actor.org());
  }

  /// Keeps a license that an issuer signed.
  public Outcome issue(Actor actor, Note note) {
    if (actor.role() != Role.OWNER) {
      return Outcome.NOT_OWNER;
    }
    Instant now = clock.instant();
    Optional<License> authentic =
        LicenseVerifier.authentic(
            note,
            licenses.keys(actor.org()).stream()
                .filter(keys -> now.isBefore(keys.terms().notAfter()))
                .map(LicenseKeys::issuer)
                .toList());
    if (authentic.filter(license -> license.terms().org().equals(actor.org())).isEmpty()) {
      return Outcome.REFUSED;
    }
    License license = authentic.get();
    return work.atomically(() -> {
      if (standing(actor) >= LicenseContact.MAX_LICENSES) {
        return Outcome.FULL;
      }
      if (!licenses.add(actor.org(), license, now)) {
        return Outcome.KNOWN;
      }
      record(
          actor,
          AuditAction.LICENSE_ISSUED,
          now,
          AuditField.open("license", license.id()),
          AuditField.open("product", license.product()),
          AuditField.open("not-after", license.terms().notAfter()));
      return Outcome.DONE;
    });
  }

  /// Takes a license back; devices learn it at their next refresh.
  public Outcome revoke(Actor actor, LicenseId id) {
    if (actor.role() != Role.OWNER) {
      return Outcome.NOT_OWNER;
    }
    Instant now = clock.instant();
    return work.atomically(() -> {
      if (!licenses.revoke(actor.org(), id, now)) {
        return Outcome.GONE;
      }
      record(actor, AuditAction.LICENSE_REVOKED, now, AuditField.open("license", id));
      return Outcome.DONE;
    });
  }

  /// Keeps a key list. The vendor's must be signed by a compiled-in root; the first of any other
  /// prefix settles which root keeps that prefix here.
  public Outcome publish(Actor actor, Note note) {
    if (actor.role() != Role.OWNER) {
      return Outcome.NOT_OWNER;
    }
    Instant now = clock.instant();
    Optional<LicenseKeys> signed =
        LicenseKeys.selfSigned(note).filter(keys -> now.isBefore(keys.terms().notAfter()));
    if (signed.isEmpty()) {
      return Outcome.REFUSED;
    }
    LicenseKeys keys = signed.get();
    FeaturePrefix prefix = keys.terms().prefix();
    if (prefix.isVendor() && LicenseKeys.verify(note, vendor).isEmpty()) {
      return Outcome.REFUSED;
    }
    return work.atomically(() -> {
      Optional<LicenseKeys> before = licenses.keys(actor.org(), prefix);
      if (!prefix.isVendor()
          && before
              .filter(known -> !known.terms().root().equals(keys.terms().root()))
              .isPresent()) {
        return Outcome.OTHER_ROOT;
      }
      if (!licenses.putKeys(actor.org(), keys)) {
        return Outcome.KNOWN;
      }
      record(
          actor,
          AuditAction.LICENSE_KEYS_PUBLISHED,
          now,
          AuditField.open("prefix", prefix),
          AuditField.open("version", keys.version()),
          AuditField.open("root", keys.terms().root().fingerprint()));
      return Outcome.DONE;
    });
  }

  private long standing(Actor actor) {
    return licenses.list(actor.org()).stream().filter(kept -> kept.revokedAt().isEmpty()).count();
  }

  private void record(Actor actor, AuditAction action, Instant now, AuditField... fields) {
    List<AuditField> all = new ArrayList<>();
    all.add(AuditField.personal("user", actor.userId()));
    all.addAll(List.of(fields));
    audit.append(actor.org().auditLog(), new AuditEvent(now, action, all));
  }
}
