package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.Base64;
import java.util.List;

/// What the log says it is at some moment (C2SP tlog-checkpoint): origin, size, root hash, as a
/// note signed under the origin's name.
public record Checkpoint(String origin, long size, Hash root) {
  public Checkpoint {
    if (origin.isBlank() || origin.length() > 200 || origin.startsWith("opta-") || size < 0) {
      throw new IllegalArgumentException("a checkpoint has the wrong form");
    }
  }

  /// The origin line of an organization's log on the portal at `host`.
  public static String origin(String host, AuditLogId log) {
    return host + "/audit/" + log;
  }

  public static Checkpoint of(String origin, TreeHead tree) {
    return new Checkpoint(origin, tree.size(), tree.root());
  }

  public Note sign(SigningKey logKey) {
    String text =
        origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.toByteArray()) + "\n";
    return logKey.signAs(origin, Note.unsigned(text));
  }

  /// Reads the text of `note`; call [#isSigned] before believing it.
  public static Checkpoint parse(Note note) {
    List<String> lines = note.text().lines().toList();
    if (lines.size() < 3 || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("a checkpoint has the wrong form");
    }
    byte[] root;
    try {
      root = Base64.getDecoder().decode(lines.get(2));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a checkpoint's root is not base64", e);
    }
    if (!Base64.getEncoder().encodeToString(root).equals(lines.get(2))) {
      throw new IllegalArgumentException("a checkpoint's root is not canonical base64");
    }
    return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), Hash.of(root));
  }

  public static boolean isSigned(Note note, VerificationKey logKey) {
    return note.isSignedBy(parse(note).origin(), logKey);
  }
}
