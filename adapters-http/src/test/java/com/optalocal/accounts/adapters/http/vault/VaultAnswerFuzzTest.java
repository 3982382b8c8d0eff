package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.vault.RemoteVault;
import com.optalocal.accounts.domain.Fuzz;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A hostile portal's vault, under [Fuzz].
class VaultAnswerFuzzTest {
  private static byte[] json(VaultNotes notes) {
    return JsonText.write(
        JsonValue.fields()
            .put("chain", array(notes.chain()))
            .put("wraps", array(notes.wraps()))
            .put("items", array(notes.items()))
            .put("manifest", notes.manifest().encoded())
            .build());
  }

  private static JsonValue.Array array(List<Note> notes) {
    return new JsonValue.Array(
        notes.stream().<JsonValue>map(note -> new JsonValue.Text(note.encoded())).toList());
  }

  @Test
  void vaults() {
    VaultFixture vault = VaultFixture.genesis(new UserId(new UUID(1, 2).toString()), 7);
    vault.apply(vault.write("A_KEY", "value"));
    Fuzz.bytes(
        "vault-answer",
        PortalUnreachable.class,
        body -> {
          RemoteVault.Pulled pulled = VaultAnswer.read(body);
          return json(pulled.notes());
        },
        json(vault.notes()));
  }
}
