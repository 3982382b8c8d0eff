package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns what a portal served into a [Vault], or names what is wrong with it. Both sides use it: a
/// device before it believes anything, the portal before it stores anything.
///
/// A portal can withhold and delay; everything else it could do to a vault ends here.
public final class VaultVerifier {
  private VaultVerifier() {}

  public sealed interface Verdict {
    record Genuine(Vault vault) implements Verdict {}

    record Refused(VaultFault fault) implements Verdict {}
  }

  /// @param user whose session this is
  /// @param pin what this machine verified before, if anything
  public static Verdict verify(UserId user, Optional<VaultPin> pin, VaultNotes notes) {
    DeviceChain chain;
    switch (DeviceChain.verify(user, notes.chain())) {
      case DeviceChain.Verdict.Valid(DeviceChain valid) -> chain = valid;
      case DeviceChain.Verdict.Invalid(DeviceChain.Fault fault) -> {
        return new Verdict.Refused(faultOf(fault));
      }
    }
    Manifest manifest;
    List<VaultItem> items = new ArrayList<>();
    List<Wrap> wraps = new ArrayList<>();
    try {
      manifest = Manifest.parse(notes.manifest());
      notes.items().forEach(note -> items.add(VaultItem.parse(note)));
      notes.wraps().forEach(note -> wraps.add(Wrap.parse(note)));
    } catch (IllegalArgumentException malformed) {
      return new Verdict.Refused(VaultFault.MALFORMED);
    }
    return pin.flatMap(known -> contradiction(known, chain, manifest))
        .or(() -> olderThanSeen(chain, manifest))
        .or(() -> fault(chain, manifest))
        .or(() -> faultyItem(chain, manifest, items))
        .or(() -> faultyWrap(chain, wraps))
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> {
          Map<Fingerprint, Wrap> byRecipient = new HashMap<>();
          wraps.forEach(wrap -> byRecipient.put(wrap.recipient().fingerprint(), wrap));
          return new Verdict.Genuine(new Vault(chain, manifest, items, byRecipient));
        });
  }

  /// What is wrong if a chain whose signers had seen one manifest comes with `manifest`: it must
  /// not be older, nor another one of the same number. This holds for a device that has no pin yet,
  /// too.
  public static Optional<VaultFault> olderThanSeen(DeviceChain chain, Manifest manifest) {
    return chain
        .seen()
        .flatMap(seen -> {
          if (manifest.seq() < seen.seq()) {
            return Optional.of(VaultFault.ROLLED_BACK);
          }
          return manifest.seq() == seen.seq() && !manifest.note().hash().equals(seen.manifest())
              ? Optional.of(VaultFault.FORKED)
              : Optional.empty();
        });
  }

  /// The pinned head must lie on the chain, and nothing that was seen may be older now.
  static Optional<VaultFault> contradiction(VaultPin pin, DeviceChain chain, Manifest manifest) {
    if (!pin.vault().equals(chain.vaultId())) {
      return Optional.of(VaultFault.OTHER_VAULT);
    }
    if (!chain.contains(pin.head())) {
      return Optional.of(VaultFault.FORKED);
    }
    if (manifest.seq() < pin.seq() || chain.epoch() < pin.epoch()) {
      return Optional.of(VaultFault.ROLLED_BACK);
    }
    boolean sameSeqOtherText =
        manifest.seq() == pin.seq() && !manifest.note().hash().equals(pin.manifest());
    boolean skipsPinned =
        manifest.seq() == pin.seq() + 1 && !manifest.previous().equals(pin.manifest());
    return sameSeqOtherText || skipsPinned ? Optional.of(VaultFault.FORKED) : Optional.empty();
  }

  private static Optional<VaultFault> fault(DeviceChain chain, Manifest manifest) {
    return fault(
        chain,
        manifest.vault().equals(chain.vaultId()),
        manifest.devicesHead(),
        manifest.epoch(),
        manifest.writer(),
        manifest.note());
  }

  private static Optional<VaultFault> faultyItem(
      DeviceChain chain, Manifest manifest, List<VaultItem> items) {
    Set<String> places = new HashSet<>();
    for (VaultItem item : items) {
      Optional<VaultFault> fault =
          fault(
              chain,
              item.vault().equals(chain.vaultId()),
              item.head(),
              item.epoch(),
              item.writer(),
              item.note());
      if (fault.isPresent()) {
        return fault;
      }
      if (!places.add(item.name() + " " + item.version())) {
        return Optional.of(VaultFault.INCOMPLETE);
      }
    }
    return Manifest.hashOf(items).equals(manifest.itemsHash())
        ? Optional.empty()
        : Optional.of(VaultFault.INCOMPLETE);
  }

  private static Optional<VaultFault> faultyWrap(DeviceChain chain, List<Wrap> wraps) {
    Set<Fingerprint> recipients = new HashSet<>();
    for (Wrap wrap : wraps) {
      if (!wrap.epochKey().equals(chain.epochKey())) {
        return Optional.of(VaultFault.WRONG_EPOCH);
      }
      Optional<VaultFault> fault =
          fault(
              chain,
              wrap.vault().equals(chain.vaultId()),
              wrap.head(),
              wrap.epoch(),
              wrap.wrapper(),
              wrap.note());
      if (fault.isPresent()) {
        return fault;
      }
      if (!recipients.add(wrap.recipient().fingerprint())) {
        return Optional.of(VaultFault.INCOMPLETE);
      }
    }
    return Optional.empty();
  }

  /// What holds for every signed object of a vault.
  private static Optional<VaultFault> fault(
      DeviceChain chain, boolean sameVault, Hash head, long epoch, Fingerprint signer, Note note) {
    if (!sameVault) {
      return Optional.of(VaultFault.OTHER_VAULT);
    }
    if (!chain.contains(head)) {
      return Optional.of(VaultFault.FORKED);
    }
    if (epoch != chain.epoch()) {
      return Optional.of(VaultFault.WRONG_EPOCH);
    }
    Optional<VerificationKey> key = chain.signer(signer);
    return key.isPresent() && note.isSignedExactlyBy(key.get())
        ? Optional.empty()
        : Optional.of(VaultFault.UNTRUSTED_WRITER);
  }

  private static VaultFault faultOf(DeviceChain.Fault fault) {
    return switch (fault) {
      case OTHER_USER -> VaultFault.OTHER_USER;
      case OTHER_VAULT -> VaultFault.OTHER_VAULT;
      case MALFORMED, NO_GENESIS -> VaultFault.MALFORMED;
      case BROKEN_LINK, ALREADY_TRUSTED -> VaultFault.FORKED;
      case WRONG_SIGNATURES, UNTRUSTED_SIGNER -> VaultFault.UNTRUSTED_WRITER;
      case WENT_BACK -> VaultFault.ROLLED_BACK;
    };
  }
}
