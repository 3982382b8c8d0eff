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
import com.optalocal.accounts.application.vault.BeginLogin;
import com.optalocal.accounts.application.vault.JoinVault;
import com.optalocal.accounts.application.vault.LogInDevice;
import com.optalocal.accounts.application.vault.PullVault;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;
import java.util.Optional;

/// The daemon's part in a login: `login.begin`, `login.announce`, `login.finish`, `login.wait`.
public final class LoginOperations {
  private final BeginLogin begin;
  private final PortalSignIn portal;
  private final LogInDevice logIn;
  private final JoinVault join;
  private final PullVault pull;
  private final WitnessLog witness;

  public LoginOperations(
      BeginLogin begin,
      PortalSignIn portal,
      LogInDevice logIn,
      JoinVault join,
      PullVault pull,
      WitnessLog witness) {
    this.begin = begin;
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
            "Tells whether somebody has to sign in here; if not, does what a login would do.",
            BuiltInPolicy.SESSIONS_WRITE,
            Risk.SECRET,
            Turn.ALONE,
            PayloadShape.NONE
                .required("usualName", PayloadShape.Kind.TEXT, "what to call this device else")
                .optional("portal", PayloadShape.Kind.TEXT, "where, if somebody said so")
                .optional("email", PayloadShape.Kind.TEXT, "who, if somebody said so")
                .optional("deviceName", PayloadShape.Kind.TEXT, "as what, if somebody said so")
                .optional("custody", PayloadShape.Kind.TEXT, "keys where, if somebody said so"),
            this::begin),
        new Operation(
            "login.announce",
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
            this::announce),
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
    return LoginReply.of(
        begin.begin(
            new BeginLogin.Wish(
                payload.parseIfPresent("portal", PortalUrl::new),
                payload.parseIfPresent("email", Email::new),
                payload.parseIfPresent("custody", Custody::ofCode),
                payload.parseIfPresent("deviceName", DeviceName::new),
                payload.parse("usualName", DeviceName::new))));
  }

  private OperationReply announce(Payload payload) {
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
      return LoginReply.of(outcome, choice.custody(), proof);
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
              "A request lives in the daemon's memory, and there is none",
              "Run: opta login");
      case JoinVault.Answer.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }
}
