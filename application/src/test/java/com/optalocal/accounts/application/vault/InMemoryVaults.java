package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.vault.VaultItem;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

public final class InMemoryVaults implements Vaults {
  private record Key(OrgId org, UserId user) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, VaultNotes> vaults;

  public InMemoryVaults(InMemoryUnitOfWork work) {
    this.work = work;
    vaults = work.table();
  }

  @Override
  public Optional<VaultNotes> find(OrgId org, UserId user) {
    return vaults.get(new Key(org, user));
  }

  @Override
  public boolean create(OrgId org, UserId user, VaultNotes genesis) {
    return vaults.add(new Key(org, user), genesis);
  }

  @Override
  public boolean addItem(OrgId org, UserId user, Hash expected, VaultItem item, Note manifest) {
    return change(
        new Key(org, user),
        notes -> notes.manifest().hash().equals(expected),
        notes ->
            new VaultNotes(
                notes.chain(), notes.wraps(), with(notes.items(), item.note()), manifest));
  }

  @Override
  public boolean addDevice(OrgId org, UserId user, Hash expected, Note statement, Note wrap) {
    return change(
        new Key(org, user),
        notes -> notes.chain().getLast().hash().equals(expected),
        notes ->
            new VaultNotes(
                with(notes.chain(), statement),
                with(notes.wraps(), wrap),
                notes.items(),
                notes.manifest()));
  }

  private boolean change(
      Key key, Predicate<VaultNotes> isExpected, UnaryOperator<VaultNotes> change) {
    return work.atomically(() -> {
      Optional<VaultNotes> expected = vaults.get(key).filter(isExpected);
      expected.ifPresent(notes -> vaults.put(key, change.apply(notes)));
      return expected.isPresent();
    });
  }

  private static List<Note> with(List<Note> notes, Note one) {
    List<Note> more = new ArrayList<>(notes);
    more.add(one);
    return more;
  }
}
