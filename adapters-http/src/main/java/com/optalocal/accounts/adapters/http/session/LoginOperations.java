package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.BadPayload;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.Operation;
import com.optalocal.accounts.adapters.http.Operation.Risk;
import com.optalocal.accounts.adapters.http.Operation.Turn;
import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.adapters.http.OperationProblem.Kind;
import com.optalocal.accounts.adapters.http.OperationReply;
import com.optalocal.accounts.adapters.http.Payload;
import com.optalocal.accounts.adapters.http.PayloadShape;
import com.optalocal.accounts.adapters.http.PullReply;
import com.optalocal.accounts.application.audit.reading.WitnessLog;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.session.PortalSignIn;
import com.optalocal.accounts.application.vault.JoinVault;
import com.optalocal.accounts.application.vault.LogInDevice;
import com.optalocal.accounts.application.vault.PullVault;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.JoinWords;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;
import java.util.Optional;

/// The daemon's part in a login: `login.begin`, `login.finish`, `login.wait`.
public final class LoginOperations {
  private final PortalSignIn portal;
  private final LogInDevice logIn;
  private final JoinVault join;
  private final PullVault pull;
  private final WitnessLog witness;

  public LoginOperations(
      PortalSignIn portal, LogInDevice logIn, JoinVault join, PullVault pull, WitnessLog witness) {
    this.portal = portal;
    this.logIn = logIn;
    this.join = join;
    this.pull = pull;
    this.witness = witness;
  }

  public List<Operation> all() {
    return List.of(
        new Operation(
            "login.begin",
            "Announces a login through the browser to the portal.",
            BuiltInPolicy.SESSIONS_WRITE,
            Risk.WRITE,
            Turn.FREE,
            PayloadShape.NONE
                .required("portal", PayloadShape.Kind.TEXT, "the portal's address")
                .required("codeChallenge", PayloadShape.Kind.TEXT, "PKCE, S256")
                .required("stateHash", PayloadShape.Kind.TEXT, "SHA-256 of the state")
                .required("port", PayloadShape.Kind.WHOLE_NUMBER, "where the command listens")
                .required("deviceName", PayloadShape.Kind.TEXT, "what the consent page shows"),
            this::begin),
        new Operation(
            "login.finish",
            "Signs this device in, and brings the keys or asks to join.",
            BuiltInPolicy.SESSIONS_WRITE,
            Risk.SECRET,
            Turn.ALONE,
            PayloadShape.NONE
                .required("portal", PayloadShape.Kind.TEXT, "the portal's address")
                .required("deviceName", PayloadShape.Kind.TEXT, "what this device is called")
                .required(
                    "custody",
                    PayloadShape.Kind.TEXT,
                    "keychain, passphrase-file, plain-file or memory")
                .optional("passphrase", PayloadShape.Kind.TEXT, "for passphrase-file")
                .optional(
                    "keychainCopies",
                    PayloadShape.Kind.FLAG,
                    "whether opened keys are copied to the OS keychain; true if absent")
                .optional("code", PayloadShape.Kind.TEXT, "what the browser brought")
                .optional("codeVerifier", PayloadShape.Kind.TEXT, "PKCE")
                .optional("email", PayloadShape.Kind.TEXT, "with password, instead of a code")
                .optional("password", PayloadShape.Kind.TEXT, "with email"),
            this::finish),
        new Operation(
            "login.wait",
            "Looks once whether a trusted device has let this one join.",
            BuiltInPolicy.DEVICES_ENROLL,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE,
            payload -> look()));
  }

  private OperationReply begin(Payload payload) {
    PortalUrl url = payload.parse("portal", PortalUrl::new);
    CliLoginId id =
        portal.announce(
            url,
            payload.parse("codeChallenge", PkceChallenge::parse),
            payload.parse("stateHash", Hash::parse),
            payload.number("port", LoopbackPort::new).orElseThrow(),
            payload.parse("deviceName", DeviceName::new));
    return OperationReply.done(
        JsonValue.fields()
            .put("loginId", id.toString())
            .put("url", url + "/cli/login?id=" + id)
            .build());
  }

  private OperationReply finish(Payload payload) {
    PortalUrl url = payload.parse("portal", PortalUrl::new);
    DeviceName name = payload.parse("deviceName", DeviceName::new);
    CustodyChoice.Choice choice =
        new CustodyChoice.Choice(
            payload.parse("custody", Custody::ofCode), payload.flag("keychainCopies", true));
    LogInDevice.Proof proof = proof(payload);
    Optional<SecretBytes> passphrase = payload.secret("passphrase");
    try {
      LogInDevice.Outcome outcome =
          logIn.logIn(new LogInDevice.Wish(url, name, choice, passphrase), proof);
      if (outcome instanceof LogInDevice.Outcome.LoggedIn) {
        witness.begin();
      }
      return reply(outcome, choice);
    } finally {
      passphrase.ifPresent(SecretBytes::close);
      proof.close();
    }
  }

  private static LogInDevice.Proof proof(Payload payload) {
    boolean byCode = payload.has("code") && payload.has("codeVerifier");
    boolean byPassword = payload.has("email") && payload.has("password");
    boolean mixed =
        byCode
            ? payload.has("email") || payload.has("password")
            : payload.has("code") || payload.has("codeVerifier");
    if (byCode == byPassword || mixed) {
      throw new BadPayload("/payload", "this needs code and codeVerifier, or email and password");
    }
    return byCode
        ? new LogInDevice.Proof.Code(
            payload.parse("code", BearerSecret::presented),
            payload.parse("codeVerifier", BearerSecret::presented))
        : new LogInDevice.Proof.WithPassword(
            payload.parse("email", Email::new), payload.parse("password", Password::of));
  }

  private static OperationReply reply(LogInDevice.Outcome outcome, CustodyChoice.Choice choice) {
    return switch (outcome) {
      case LogInDevice.Outcome.CustodyFixed() ->
          OperationProblem.of(
              Kind.CONFLICT,
              409,
              "custody_fixed",
              "This machine keeps its secrets elsewhere already",
              "Where they are kept was chosen at the first login and does not change by itself.",
              "Run opta login without --custody.");
      case LogInDevice.Outcome.Refused() ->
          OperationProblem.of(
              Kind.SIGNED_OUT,
              401,
              "sign_in_refused",
              "The portal did not accept this sign-in",
              "The password or code is wrong, used already, or too old.",
              "Try again: opta login");
      case LogInDevice.Outcome.LoggedIn(HeldSession session, LogInDevice.Standing standing) ->
          reply(session.issued().user(), choice, standing);
    };
  }

  private static OperationReply reply(
      User user, CustodyChoice.Choice choice, LogInDevice.Standing standing) {
    JsonValue.Builder fields = JsonValue.fields().put("user", user(user));
    return switch (standing) {
      case LogInDevice.Standing.Apart() ->
          OperationReply.done(
              fields
                  .put("device", JsonValue.NOTHING)
                  .put("custody", choice.custody().code())
                  .put("vault", "none")
                  .build());
      case LogInDevice.Standing.Founder(EnrolledDevice device, RecoveryKey recoveryKey) -> {
        try (recoveryKey) {
          yield OperationReply.done(
              putDevice(fields, device)
                  .put("vault", "created")
                  .put("recoveryKey", recoveryKey.reveal())
                  .putAll(PullReply.ofNewVault())
                  .build());
        }
      }
      case LogInDevice.Standing.Member(EnrolledDevice device, PullVault.Outcome pulled) ->
          PullReply.of(pulled, putDevice(fields, device).put("vault", "member").build());
      case LogInDevice.Standing.Newcomer(
              EnrolledDevice device,
              JoinVault.Question question,
              List<DeviceName> approvers) -> {
        try (JoinWords words = question.words()) {
          yield OperationReply.done(
              putDevice(fields, device)
                  .put("vault", "join")
                  .put("words", words.reveal())
                  .put("notAfter", question.notAfter().toString())
                  .putTexts("approvers", approvers)
                  .build());
        }
      }
      case LogInDevice.Standing.NotAsked(EnrolledDevice device) ->
          OperationProblem.of(
              Kind.CONFLICT,
              409,
              "too_many",
              "Signed in, but the request to join was not taken",
              "Five requests wait for an answer already.",
              "Answer them on a trusted device, or wait 15 minutes, then run: opta login");
      case LogInDevice.Standing.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }

  private static JsonValue user(User user) {
    return JsonValue.fields()
        .put("id", user.id().value())
        .put("email", user.email().value())
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

  private OperationReply look() {
    return switch (join.look()) {
      case JoinVault.Answer.Waiting(var notAfter) ->
          OperationReply.done(
              JsonValue.fields()
                  .put("state", "waiting")
                  .put("notAfter", notAfter.toString())
                  .build());
      case JoinVault.Answer.Joined() ->
          PullReply.of(pull.pull(), JsonValue.fields().put("state", "joined").build());
      case JoinVault.Answer.Over() ->
          OperationReply.done(JsonValue.fields().put("state", "over").build());
      case JoinVault.Answer.NothingAsked() ->
          OperationProblem.of(
              Kind.FAILED,
              409,
              "nothing_asked",
              "This device has not asked to join",
              "A request lives in the daemon's memory, and there is none.",
              "Run: opta login");
      case JoinVault.Answer.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }
}
