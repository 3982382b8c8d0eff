package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.adapters.http.OperationProblem.Kind;
import com.optalocal.accounts.adapters.http.OperationReply;
import com.optalocal.accounts.adapters.http.PullReply;
import com.optalocal.accounts.application.vault.BeginLogin;
import com.optalocal.accounts.application.vault.JoinVault;
import com.optalocal.accounts.application.vault.LogInDevice;
import com.optalocal.accounts.application.vault.PullVault;
import com.optalocal.accounts.application.vault.SettleDevice.Standing;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.JoinWords;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;

/// How the steps of a login are answered.
final class LoginReply {
  private LoginReply() {}

  static OperationReply of(BeginLogin.Outcome outcome) {
    return switch (outcome) {
      case BeginLogin.Outcome.Needed() ->
          OperationReply.done(JsonValue.fields().put("needed", true).build());
      case BeginLogin.Outcome.Differs(BeginLogin.Difference difference) -> differs(difference);
      case BeginLogin.Outcome.SignedIn(User user, Custody custody, Standing standing) ->
          of(user, custody, standing, JsonValue.fields().put("needed", false));
    };
  }

  static OperationReply of(LogInDevice.Outcome outcome, Custody custody, LogInDevice.Proof proof) {
    return switch (outcome) {
      case LogInDevice.Outcome.CustodyFixed() -> differs(BeginLogin.Difference.CUSTODY);
      case LogInDevice.Outcome.Refused() -> refused(proof);
      case LogInDevice.Outcome.LoggedIn(HeldSession session, Standing standing) ->
          of(session.issued().user(), custody, standing, JsonValue.fields());
    };
  }

  private static OperationProblem refused(LogInDevice.Proof proof) {
    return switch (proof) {
      case LogInDevice.Proof.WithPassword ignored ->
          OperationProblem.of(
              Kind.SIGNED_OUT,
              401,
              "sign_in_refused",
              "The portal did not accept this e-mail address and password",
              "One of them is wrong, or there is no such account",
              "Try again: opta login --email ADDRESS");
      case LogInDevice.Proof.Code ignored ->
          OperationProblem.of(
              Kind.SIGNED_OUT,
              401,
              "sign_in_refused",
              "The portal did not accept the code that the browser brought",
              "It is used already or older than a minute",
              "Try again: opta login");
    };
  }

  private static OperationProblem differs(BeginLogin.Difference difference) {
    return switch (difference) {
      case PORTAL -> otherSession("--portal names another portal than the session's");
      case EMAIL -> otherSession("--email names somebody else than who is signed in");
      case KEEPS_NOTHING ->
          OperationProblem.of(
              Kind.CONFLICT,
              409,
              "signed_in_otherwise",
              "Somebody is signed in here already, in another way than this",
              "The session that is there keeps nothing on this machine (custody memory)",
              "To sign in anew: opta login --force --custody WHERE");
      case CUSTODY ->
          OperationProblem.of(
              Kind.CONFLICT,
              409,
              "custody_fixed",
              "This machine keeps its secrets elsewhere already",
              "Where they are kept was chosen at the first login and does not change by itself",
              "Without --custody: opta login");
      case DEVICE_NAME ->
          OperationProblem.of(
              Kind.CONFLICT,
              409,
              "device_name_fixed",
              "This device has another name already",
              "It was chosen at the first login, and the other devices signed it",
              "Without --device-name: opta login");
    };
  }

  private static OperationProblem otherSession(String why) {
    return OperationProblem.of(
        Kind.CONFLICT,
        409,
        "signed_in_otherwise",
        "Somebody is signed in here already, in another way than this",
        why,
        "To end that session: opta logout. To replace it, the same command with --force");
  }

  private static OperationReply of(
      User user, Custody custody, Standing standing, JsonValue.Builder fields) {
    fields.put("user", user(user));
    return switch (standing) {
      case Standing.Apart() ->
          OperationReply.done(
              fields
                  .put("device", JsonValue.NOTHING)
                  .put("custody", custody.code())
                  .put("vault", "none")
                  .build());
      case Standing.Founder(EnrolledDevice device, RecoveryKey recoveryKey) -> {
        try (recoveryKey) {
          yield OperationReply.done(
              putDevice(fields, device)
                  .put("vault", "created")
                  .put("recoveryKey", recoveryKey.reveal())
                  .putAll(PullReply.ofNewVault())
                  .build());
        }
      }
      case Standing.Member(EnrolledDevice device, PullVault.Outcome pulled) ->
          PullReply.of(pulled, putDevice(fields, device).put("vault", "member").build());
      case Standing.Newcomer(
              EnrolledDevice device,
              JoinVault.Question question,
              List<DeviceName> approvers) -> {
        try (JoinWords words = question.words()) {
          yield OperationReply.done(
              putDevice(fields, device)
                  .put("vault", "join")
                  .put("words", words.reveal())
                  .put("request", question.id().toString())
                  .put("shortId", question.id().brief())
                  .put("notAfter", question.notAfter().toString())
                  .putTexts("approvers", approvers)
                  .build());
        }
      }
      case Standing.NotAsked(EnrolledDevice device) ->
          OperationProblem.of(
              Kind.CONFLICT,
              409,
              "too_many",
              "Signed in, but the request to join was not taken",
              "Five requests wait for an answer already",
              "Answer them on a trusted device, or wait 15 minutes. Then: opta login");
      case Standing.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }

  private static JsonValue user(User user) {
    return JsonValue.fields()
        .put("id", user.id().value())
        .put("email", user.address())
        .putOrNull("name", user.name())
        .build();
  }

  private static JsonValue.Builder putDevice(JsonValue.Builder fields, EnrolledDevice device) {
    return fields
        .put(
            "device",
            JsonValue.fields()
                .put("id", device.id().value())
                .put("name", device.name().value())
                .build())
        .put("custody", device.custody().code());
  }
}
