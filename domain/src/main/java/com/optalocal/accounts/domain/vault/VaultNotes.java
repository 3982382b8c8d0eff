package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.note.Note;
import java.util.List;

/// A whole vault as a portal keeps and serves it: notes that nobody has verified.
public record VaultNotes(List<Note> chain, List<Note> wraps, List<Note> items, Note manifest) {
  public VaultNotes {
    chain = List.copyOf(chain);
    wraps = List.copyOf(wraps);
    items = List.copyOf(items);
  }
}
