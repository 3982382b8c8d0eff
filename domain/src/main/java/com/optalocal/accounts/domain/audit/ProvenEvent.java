package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// An event with the proof that it stands in a log, as a file that anybody can check offline (C2SP
/// tlog-proof). `extra` carries the event itself, an [EventRecord]: it is believed only because its
/// hash is what the proof leads from. No key in the file is ever used.
public record ProvenEvent(EventRecord event, List<Hash> path, Note checkpoint) {
  private static final String TYPE = "c2sp.org/tlog-proof@v1";
  private static final int MAX_PATH = 63;

  public ProvenEvent {
    path = List.copyOf(path);
    if (event.text().isEmpty() || path.size() > MAX_PATH) {
      throw new IllegalArgumentException("a proof needs the event and a path");
    }
  }

  /// The file.
  public String encoded() {
    StringBuilder out = new StringBuilder(1024);
    out.append(TYPE).append("\nextra ");
    out.append(base64(event.encoded().getBytes(StandardCharsets.UTF_8))).append('\n');
    out.append("index ").append(event.index()).append('\n');
    path.forEach(hash -> out.append(base64(hash.toByteArray())).append('\n'));
    return out.append('\n').append(checkpoint.encoded()).toString();
  }

  /// Reads a file; nothing in it has been checked until [#fault] has.
  ///
  /// @throws IllegalArgumentException if it is not in the one form that [#encoded] writes
  public static ProvenEvent parse(String encoded) {
    int blank = encoded.indexOf("\n\n");
    if (encoded.length() > Note.MAX_BYTES || blank < 0) {
      throw new IllegalArgumentException("this is not a proof file");
    }
    List<String> lines = List.of(encoded.substring(0, blank).split("\n", -1));
    if (lines.size() < 3
        || !lines.get(0).equals(TYPE)
        || !lines.get(1).startsWith("extra ")
        || !lines.get(2).startsWith("index ")) {
      throw new IllegalArgumentException("this is not a proof of an audit event");
    }
    EventRecord event =
        EventRecord.parse(
            new String(decoded(lines.get(1).substring(6)).toByteArray(), StandardCharsets.UTF_8));
    List<Hash> path = new ArrayList<>();
    for (String line : lines.subList(3, lines.size())) {
      path.add(new Hash(decoded(line)));
    }
    ProvenEvent proof = new ProvenEvent(event, path, Note.parse(encoded.substring(blank + 2)));
    if (!proof.encoded().equals(encoded)) {
      throw new IllegalArgumentException("a proof file is not in its canonical form");
    }
    return proof;
  }

  /// What keeps the event from being believed; empty if nothing does.
  public Optional<LogFault> fault(TrustedLog trusted) {
    Optional<LogFault> untrusted = trusted.fault(checkpoint);
    if (untrusted.isPresent()) {
      return untrusted;
    }
    LogVerification single = new LogVerification(trusted.log(), List.of());
    Optional<LogFault> altered = single.faultOf(event);
    if (altered.isPresent()) {
      return altered;
    }
    Checkpoint tree = Checkpoint.parse(checkpoint);
    Hash leaf = MerkleHash.leaf(event.text().orElseThrow().getBytes(StandardCharsets.UTF_8));
    return MerkleProofs.includes(leaf, event.index(), tree.size(), path, tree.root())
        ? Optional.empty()
        : Optional.of(LogFault.notIncluded(event.index()));
  }

  private static ByteString decoded(String line) {
    try {
      return ByteString.copyOf(Base64.getDecoder().decode(line));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a proof file holds a line that is not base64", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
