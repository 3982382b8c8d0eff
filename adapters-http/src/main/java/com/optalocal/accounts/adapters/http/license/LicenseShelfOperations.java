package com.optalocal.accounts.adapters.http.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.Operation;
import com.optalocal.accounts.adapters.http.Operation.Risk;
import com.optalocal.accounts.adapters.http.Operation.Turn;
import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.adapters.http.OperationProblem.Kind;
import com.optalocal.accounts.adapters.http.OperationReply;
import com.optalocal.accounts.adapters.http.Payload;
import com.optalocal.accounts.adapters.http.PayloadShape;
import com.optalocal.accounts.application.license.RemoteLicenses;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;
import java.util.Optional;

/// The daemon's operations on the organization's licenses, as the portal keeps them:
/// `license.list`, `license.publish`, `license.revoke`. The portal decides; nothing here counts on
/// this device.
public final class LicenseShelfOperations {
  private final CurrentSession session;
  private final RemoteLicenses remote;

  public LicenseShelfOperations(CurrentSession session, RemoteLicenses remote) {
    this.session = session;
    this.remote = remote;
  }

  public List<Operation> all() {
    return List.of(
        new Operation(
            "license.list",
            "Lists the organization's licenses, and the key that signs the time there.",
            BuiltInPolicy.LICENSE_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE,
            payload -> OperationReply.done(list())),
        new Operation(
            "license.publish",
            "Gives the portal a license or a key list that was signed elsewhere.",
            BuiltInPolicy.LICENSE_ISSUE,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE.required("note", PayloadShape.Kind.TEXT, "the signed note"),
            this::publish),
        new Operation(
            "license.revoke",
            "Takes a license back; devices learn it at their next refresh.",
            BuiltInPolicy.LICENSE_REVOKE,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE.required("id", PayloadShape.Kind.TEXT, "as in license.list"),
            this::revoke));
  }

  private JsonValue.Fields list() {
    RemoteLicenses.Shelf shelf = session.call(remote::list);
    return JsonValue.fields()
        .put("timeKey", shelf.timeKey().toString())
        .put(
            "issuers",
            new JsonValue.Array(
                shelf.keys().stream()
                    .flatMap(note -> LicenseKeys.selfSigned(note).stream())
                    .<JsonValue>map(LicenseShelfOperations::issuer)
                    .toList()))
        .put(
            "licenses",
            new JsonValue.Array(
                shelf.licenses().stream().flatMap(listed -> listed(listed).stream()).toList()))
        .build();
  }

  private static JsonValue.Fields issuer(LicenseKeys keys) {
    return JsonValue.fields()
        .put("prefix", keys.terms().prefix().toString())
        .put("version", keys.version())
        .put("notAfter", keys.terms().notAfter().toString())
        .put("root", keys.terms().root().toString())
        .build();
  }

  private static Optional<JsonValue> listed(RemoteLicenses.Listed listed) {
    try {
      License license = License.parse(listed.license());
      return Optional.of(
          JsonValue.fields()
              .putAll(LicenseJson.license(license))
              .put("addedAt", listed.addedAt().toString())
              .putOrNull("revokedAt", listed.revokedAt())
              .build());
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private OperationReply publish(Payload payload) {
    Note note = payload.parse("note", Note::parse);
    if (note.type().equals(LicenseKeys.TYPE)) {
      return answer(
          session.call((held, token) -> remote.publish(held, token, note)),
          JsonValue.fields().put("published", "keys"));
    }
    License license = payload.parse("note", text -> License.parse(Note.parse(text)));
    return answer(
        session.call((held, token) -> remote.issue(held, token, note)),
        JsonValue.fields().put("published", "license").put("id", license.id().value()));
  }

  private OperationReply revoke(Payload payload) {
    LicenseId id = payload.parse("id", LicenseId::new);
    return answer(
        session.call((held, token) -> remote.revoke(held, token, id)),
        JsonValue.fields().put("revoked", id.value()));
  }

  private static OperationReply answer(RemoteLicenses.Answer answer, JsonValue.Builder done) {
    return switch (answer) {
      case DONE -> OperationReply.done(done.build());
      case REFUSED ->
          OperationProblem.of(
              Kind.INTEGRITY,
              422,
              "refused",
              "The portal does not take this",
              "It is altered or over, or the key that signed it may not sign it there.",
              "Look at it: opta license verify FILE; an issuer's key list comes first");
      case KNOWN ->
          OperationProblem.of(
              Kind.CONFLICT,
              409,
              "known",
              "The portal has this already",
              "A license of that id, or a key list of that version or a higher one, is kept.",
              "See them: opta license list");
      case OTHER_ROOT ->
          OperationProblem.of(
              Kind.CONFLICT,
              409,
              "other_root",
              "Another root keeps this prefix on the portal",
              "The first key list of a prefix settles who may change it.",
              "Sign with that root, or choose another prefix.");
      case GONE ->
          OperationProblem.of(
              Kind.FAILED,
              404,
              "gone",
              "There is no such license",
              "It is unknown on the portal, or was taken back before.",
              "See them: opta license list");
      case FULL ->
          OperationProblem.of(
              Kind.CONFLICT,
              413,
              "full",
              "Too many licenses stand",
              "An organization has at most 64 at a time.",
              "Take one back: opta license revoke ID");
    };
  }
}
