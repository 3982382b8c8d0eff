package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LocalEvent;
import com.optalocal.accounts.domain.audit.ProvenEvent;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.HeldSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The audit log of a portal in memory.
public final class InMemoryRemoteAudit implements RemoteAudit {
  private final InMemoryPortal portal;
  private final InMemoryPortal shown;

  public InMemoryRemoteAudit(InMemoryPortal portal) {
    this(portal, portal);
  }

  /// @param shown whose history `portal` shows as its own
  InMemoryRemoteAudit(InMemoryPortal portal, InMemoryPortal shown) {
    this.portal = portal;
    this.shown = shown;
  }

  @Override
  public Page list(HeldSession session, BearerSecret token, Wish wish) {
    Actor actor = portal.actor(token);
    ListAudit list = portal.listAudit();
    if (wish.since().isPresent()) {
      return new Page(
          list.since(actor, wish.since().get(), wish.limit()),
          list.checkpoint(actor),
          Optional.empty());
    }
    ListAudit.Found found =
        list.find(actor, wish.search(), wish.before().orElse(Long.MAX_VALUE), wish.limit());
    return new Page(found.entries(), list.checkpoint(actor), found.next());
  }

  @Override
  public Optional<Head> head(HeldSession session, BearerSecret token) {
    return shown
        .listAudit()
        .checkpoint(portal.actor(token))
        .map(note ->
            new Head(
                note,
                shown.proveAudit().cosigned(portal.actor(token)),
                shown.stores().logVerifier(),
                shown.stores().logSuccessions().of(OrgId.DEFAULT.auditLog())));
  }

  @Override
  public Optional<List<Hash>> consistency(
      HeldSession session, BearerSecret token, long from, long to) {
    try {
      return Optional.of(shown.proveAudit().consistency(portal.actor(token), from, to));
    } catch (IllegalArgumentException noSuchTree) {
      return Optional.empty();
    }
  }

  @Override
  public boolean cosign(
      HeldSession session, BearerSecret token, VerifierKey witness, long size, NoteSignature line) {
    return portal.keepCosignature().keep(portal.actor(token), witness, size, line)
        == KeepCosignature.Outcome.KEPT;
  }

  @Override
  public List<EventRecord> records(HeldSession session, BearerSecret token, long from, int limit) {
    return portal.proveAudit().records(portal.actor(token), from, limit);
  }

  @Override
  public Optional<ProvenEvent> prove(HeldSession session, BearerSecret token, AuditEventId id) {
    return portal.proveAudit().prove(portal.actor(token), id);
  }

  @Override
  public long erase(HeldSession session, BearerSecret token, UserId person) {
    return switch (portal
        .removeAuditBodies(Duration.ofDays(365))
        .erase(portal.actor(token), person)) {
      case RemoveAuditBodies.Erasure.Erased(long events) -> events;
      case RemoveAuditBodies.Erasure.NotAllowed() -> throw new PortalDenied("not yours");
    };
  }

  @Override
  public void deliver(
      HeldSession session, BearerSecret token, String device, List<LocalEvent> events) {
    int added = portal.recordLocalEvents().record(portal.actor(token), device, events);
    assert added <= events.size();
  }
}
