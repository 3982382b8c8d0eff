package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.function.UnaryOperator;

/// The licenses of a portal in memory. Hostile tests change what it serves.
public final class InMemoryRemoteLicenses implements RemoteLicenses {
  private final InMemoryPortal portal;
  private volatile UnaryOperator<Refreshed> tampering = UnaryOperator.identity();

  public InMemoryRemoteLicenses(InMemoryPortal portal) {
    this.portal = portal;
  }

  /// From now on every refresh is changed like this.
  public void tamper(UnaryOperator<Refreshed> change) {
    tampering = change;
  }

  @Override
  public Refreshed refresh(HeldSession session, BearerSecret token, Note request) {
    ServeLicenses.Served served =
        portal.serveLicenses().refresh(portal.actor(token), request).orElseThrow();
    return tampering.apply(new Refreshed(served.contact(), served.keys(), served.licenses()));
  }

  @Override
  public Shelf list(HeldSession session, BearerSecret token) {
    Actor actor = portal.actor(token);
    KeepLicenses keep = portal.keepLicenses();
    return new Shelf(
        portal.serveLicenses().timeKey(),
        keep.keys(actor).stream().map(LicenseKeys::note).toList(),
        keep.list(actor).stream()
            .map(kept -> new Listed(kept.license().note(), kept.addedAt(), kept.revokedAt()))
            .toList());
  }

  @Override
  public Answer issue(HeldSession session, BearerSecret token, Note license) {
    return answer(portal.keepLicenses().issue(portal.actor(token), license));
  }

  @Override
  public Answer publish(HeldSession session, BearerSecret token, Note keys) {
    return answer(portal.keepLicenses().publish(portal.actor(token), keys));
  }

  @Override
  public Answer revoke(HeldSession session, BearerSecret token, LicenseId id) {
    return answer(portal.keepLicenses().revoke(portal.actor(token), id));
  }

  private static Answer answer(KeepLicenses.Outcome outcome) {
    return switch (outcome) {
      case DONE -> Answer.DONE;
      case NOT_OWNER -> throw new PortalDenied("only an owner may do this");
      case REFUSED -> Answer.REFUSED;
      case KNOWN -> Answer.KNOWN;
      case OTHER_ROOT -> Answer.OTHER_ROOT;
      case GONE -> Answer.GONE;
      case FULL -> Answer.FULL;
    };
  }
}
