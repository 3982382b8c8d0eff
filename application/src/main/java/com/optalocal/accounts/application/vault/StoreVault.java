package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultItem;
import com.optalocal.accounts.domain.vault.VaultNotes;
import com.optalocal.accounts.domain.vault.VaultVerifier;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps vaults on the portal: serves the notes, and stores new ones only after verifying them as a
/// device would, so that nobody can leave rubbish for the others to find.
public final class StoreVault {
  /// The whole vault, history included, as it lies in the store.
  public static final int MAX_SEALED_BYTES = 64 << 20;

  private final Vaults vaults;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  /// What a device gets at a pull.
  public record Served(VaultNotes notes, Optional<Note> checkpoint) {}

  public sealed interface Outcome {
    record Stored() implements Outcome {}

    /// Somebody else was faster, or there is a vault already: pull and try again.
    record Stale() implements Outcome {}

    record Refused(VaultFault fault) implements Outcome {}

    record Full() implements Outcome {}
  }

  public StoreVault(Vaults vaults, AuditTrail audit, UnitOfWork work, InstantSource clock) {
    this.vaults = vaults;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  public Optional<Served> serve(Actor actor) {
    return vaults
        .find(actor.org(), actor.userId())
        .map(notes -> new Served(notes, audit.checkpoint(actor.org().auditLog())));
  }

  public Outcome create(Actor actor, VaultNotes genesis) {
    return switch (VaultVerifier.verify(actor.userId(), Optional.empty(), genesis)) {
      case VaultVerifier.Verdict.Refused(VaultFault fault) -> new Outcome.Refused(fault);
      case VaultVerifier.Verdict.Genuine(Vault vault) ->
          work.atomically(() -> {
            if (!vaults.create(actor.org(), actor.userId(), genesis)) {
              return new Outcome.Stale();
            }
            record(
                actor,
                AuditAction.VAULT_CREATED,
                AuditField.open("vault", vault.chain().vaultId()),
                AuditField.open("device", vault.chain().devices().getFirst().id()));
            return new Outcome.Stored();
          });
    };
  }

  /// Stores one more item version with the manifest that lists it; `expected` is the hash of the
  /// manifest that the writer built on.
  public Outcome addItem(Actor actor, Hash expected, Note itemNote, Note manifest) {
    VaultItem item;
    try {
      item = VaultItem.parse(itemNote);
    } catch (IllegalArgumentException malformed) {
      return new Outcome.Refused(VaultFault.MALFORMED);
    }
    // verified before the unit of work, because writers queue behind it; `expected` holds the rest
    Optional<VaultNotes> stored = vaults.find(actor.org(), actor.userId());
    if (stored.isEmpty() || !stored.get().manifest().hash().equals(expected)) {
      return new Outcome.Stale();
    }
    VaultNotes before = stored.get();
    List<Note> items = new ArrayList<>(before.items());
    items.add(item.note());
    if (items.stream().mapToLong(note -> note.encoded().length()).sum() > MAX_SEALED_BYTES) {
      return new Outcome.Full();
    }
    VaultNotes after = new VaultNotes(before.chain(), before.wraps(), items, manifest);
    return switch (verifyStep(actor, before, after)) {
      case VaultVerifier.Verdict.Refused(VaultFault fault) -> new Outcome.Refused(fault);
      case VaultVerifier.Verdict.Genuine(Vault vault) ->
          work.atomically(() -> {
            if (!vaults.addItem(actor.org(), actor.userId(), expected, item, manifest)) {
              return new Outcome.Stale();
            }
            record(
                actor,
                AuditAction.VAULT_ITEM_WRITTEN,
                AuditField.open("vault", vault.chain().vaultId()),
                AuditField.open("name", item.name()),
                AuditField.open("version", item.version()),
                AuditField.open("seq", vault.manifest().seq()),
                AuditField.open("writer", item.writer()));
            return new Outcome.Stored();
          });
    };
  }

  /// The new state must be genuine, and exactly one step after the stored one.
  private static VaultVerifier.Verdict verifyStep(
      Actor actor, VaultNotes before, VaultNotes after) {
    VaultVerifier.Verdict old = VaultVerifier.verify(actor.userId(), Optional.empty(), before);
    if (!(old instanceof VaultVerifier.Verdict.Genuine(Vault known))) {
      return old;
    }
    VaultVerifier.Verdict next =
        VaultVerifier.verify(actor.userId(), Optional.of(known.pin()), after);
    if (next instanceof VaultVerifier.Verdict.Genuine(Vault vault)
        && vault.manifest().seq() != known.manifest().seq() + 1) {
      return new VaultVerifier.Verdict.Refused(VaultFault.INCOMPLETE);
    }
    return next;
  }

  private void record(Actor actor, AuditAction action, AuditField... fields) {
    List<AuditField> all = new ArrayList<>();
    all.add(AuditField.personal("user", actor.userId()));
    all.addAll(List.of(fields));
    audit.append(actor.org().auditLog(), new AuditEvent(clock.instant(), action, all));
  }
}
