package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The vault of a portal in memory. It can be told to lie: then what it serves passes through the
/// lie first, as it would at a hostile portal.
public final class InMemoryRemoteVault implements RemoteVault {
  private final InMemoryPortal portal;
  private volatile UnaryOperator<Optional<Pulled>> vaultLie = UnaryOperator.identity();
  private volatile UnaryOperator<Optional<PendingJoin>> joinLie = UnaryOperator.identity();

  public InMemoryRemoteVault(InMemoryPortal portal) {
    this.portal = portal;
  }

  /// From now on every pull is answered with what `lie` makes of the truth.
  public void lieAboutVault(UnaryOperator<Optional<Pulled>> lie) {
    vaultLie = lie;
  }

  /// As [#lieAboutVault], but about the notes alone.
  public void lieAboutNotes(UnaryOperator<VaultNotes> lie) {
    vaultLie =
        truth -> truth.map(pulled -> new Pulled(lie.apply(pulled.notes()), pulled.checkpoint()));
  }

  /// From now on a look at one join request shows what `lie` makes of it.
  public void lieAboutJoin(UnaryOperator<Optional<PendingJoin>> lie) {
    joinLie = lie;
  }

  public void beHonest() {
    vaultLie = UnaryOperator.identity();
    joinLie = UnaryOperator.identity();
  }

  @Override
  public Optional<Pulled> pull(HeldSession session, BearerSecret token) {
    return vaultLie.apply(
        portal
            .storeVault()
            .serve(portal.actor(token))
            .map(served -> new Pulled(served.notes(), served.checkpoint())));
  }

  @Override
  public WriteAnswer create(HeldSession session, BearerSecret token, VaultNotes genesis) {
    return written(portal.storeVault().create(portal.actor(token), genesis));
  }

  @Override
  public WriteAnswer addItem(
      HeldSession session, BearerSecret token, Hash expected, Note item, Note manifest) {
    return written(portal.storeVault().addItem(portal.actor(token), expected, item, manifest));
  }

  private static WriteAnswer written(StoreVault.Outcome outcome) {
    return switch (outcome) {
      case StoreVault.Outcome.Stored() -> WriteAnswer.STORED;
      case StoreVault.Outcome.Stale() -> WriteAnswer.STALE;
      case StoreVault.Outcome.Refused(var fault) -> WriteAnswer.REFUSED;
      case StoreVault.Outcome.Full() -> WriteAnswer.FULL;
    };
  }

  @Override
  public JoinAnswer askToJoin(
      HeldSession session, BearerSecret token, Note request, ByteString proof) {
    JoinRequest parsed;
    try {
      parsed = JoinRequest.parse(request);
    } catch (IllegalArgumentException malformed) {
      return JoinAnswer.REFUSED;
    }
    return joined(portal.keepJoins().ask(portal.actor(token), parsed, proof));
  }

  @Override
  public List<PendingJoin> waiting(HeldSession session, BearerSecret token) {
    return portal.keepJoins().waiting(portal.actor(token));
  }

  @Override
  public Optional<PendingJoin> join(HeldSession session, BearerSecret token, JoinRequestId id) {
    return joinLie.apply(portal.keepJoins().find(portal.actor(token), id));
  }

  @Override
  public JoinAnswer answerJoin(
      HeldSession session, BearerSecret token, JoinRequestId id, PendingJoin.Answer answer) {
    return joined(portal.keepJoins().answer(portal.actor(token), id, answer));
  }

  @Override
  public JoinAnswer finishJoin(
      HeldSession session, BearerSecret token, JoinRequestId id, Note add) {
    return joined(portal.keepJoins().finish(portal.actor(token), id, add));
  }

  @Override
  public JoinAnswer burnJoin(HeldSession session, BearerSecret token, JoinRequestId id) {
    return joined(portal.keepJoins().burn(portal.actor(token), id));
  }

  private static JoinAnswer joined(KeepJoins.Outcome outcome) {
    return switch (outcome) {
      case DONE -> JoinAnswer.DONE;
      case GONE -> JoinAnswer.GONE;
      case STALE -> JoinAnswer.STALE;
      case REFUSED -> JoinAnswer.REFUSED;
      case TOO_MANY -> JoinAnswer.TOO_MANY;
    };
  }
}
