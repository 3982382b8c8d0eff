package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.domain.audit.LogFault;
import com.optalocal.accounts.domain.policy.Decision;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Why an operation failed, for programs (`kind`, `code`) and people: what, why, what to do next.
/// No text repeats what was sent. This is the one place that gives outcomes and exceptions words.
public record OperationProblem(
    Kind kind,
    int status,
    String code,
    String title,
    String detail,
    String next,
    JsonValue.Fields more)
    implements OperationReply {

  /// What sort of failure it is; the command line's exit codes follow it.
  public enum Kind {
    FAILED("failed"),
    USAGE("usage"),
    SIGNED_OUT("signed-out"),
    DENIED("denied"),
    OFFLINE("offline"),
    CONFLICT("conflict"),
    INTEGRITY("integrity");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    /// The kind with that code; an unknown one, from a newer daemon, is a plain failure.
    public static Kind ofCode(String code) {
      for (Kind kind : values()) {
        if (kind.code.equals(code)) {
          return kind;
        }
      }
      return FAILED;
    }
  }

  private static final List<String> STANDARD =
      List.of("ok", "kind", "status", "code", "title", "detail", "next");

  public static OperationProblem of(
      Kind kind, int status, String code, String title, String detail, String next) {
    return new OperationProblem(kind, status, code, title, detail, next, JsonValue.Fields.NONE);
  }

  public OperationProblem with(JsonValue.Fields fields) {
    return new OperationProblem(kind, status, code, title, detail, next, fields);
  }

  /// The problem document (RFC 9457).
  public JsonValue.Fields json() {
    return JsonValue.fields()
        .put("ok", false)
        .put("kind", kind.code())
        .put("status", status)
        .put("code", code)
        .put("title", title)
        .put("detail", detail)
        .put("next", next)
        .putAll(more)
        .build();
  }

  /// The inverse of [#json], for the daemon's client. What is missing is empty.
  static OperationProblem read(JsonValue.Fields json) {
    JsonValue.Builder more = JsonValue.fields();
    for (Map.Entry<String, JsonValue> member : json.members().entrySet()) {
      if (!STANDARD.contains(member.getKey())) {
        more.put(member.getKey(), member.getValue());
      }
    }
    return new OperationProblem(
        Kind.ofCode(json.text("kind").orElse("")),
        json.number("status").orElse(500L).intValue(),
        json.text("code").orElse("unexpected"),
        json.text("title").orElse("The daemon refused"),
        json.text("detail").orElse(""),
        json.text("next").orElse(""),
        more.build());
  }

  // use-case outcomes

  public static OperationProblem tampered(VaultFault fault) {
    return of(
        Kind.INTEGRITY,
        422,
        fault.code(),
        "The portal's answer does not hold",
        fault.meaning(),
        "Nothing was changed here. Tell whoever runs the portal, and compare with another device");
  }

  /// The audit log is not what it was, or not what it says.
  public static OperationProblem logFault(LogFault fault) {
    return of(
            Kind.INTEGRITY,
            409,
            "audit_" + fault.kind().code().replace('-', '_'),
            "The audit log cannot be believed",
            Character.toUpperCase(fault.words().charAt(0)) + fault.words().substring(1) + ".",
            "Keep this device as it is, and show it to whoever runs the portal and to an auditor.")
        .with(JsonValue.fields().put("fault", fault.kind().code()).put("at", fault.at()).build());
  }

  public static OperationProblem noVault() {
    return of(
        Kind.FAILED,
        409,
        "no_vault",
        "There is no vault yet",
        "No device of this account has been enrolled",
        "Run: opta login");
  }

  public static OperationProblem notTrusted() {
    return of(
        Kind.DENIED,
        403,
        "not_trusted",
        "This device may not open the vault yet",
        "No trusted device has let it in",
        "Run: opta login here, then opta devices approve on a trusted device");
  }

  public static OperationProblem denied(Decision decision) {
    return denied(decision.because());
  }

  public static OperationProblem denied(String because) {
    return of(
        Kind.DENIED,
        403,
        "denied",
        "The policy does not allow this",
        because,
        "Ask a maintainer of your organization");
  }

  public static OperationProblem signedOut() {
    return of(
        Kind.SIGNED_OUT,
        401,
        "signed_out",
        "Nobody is signed in here",
        "There is no session on this machine, or the portal has ended it",
        "Run: opta login");
  }

  // exceptions

  /// What `exception` means to a person. Whatever it does not know is a bug, and says no more.
  public static OperationProblem of(RuntimeException exception) {
    return switch (exception) {
      case BadPayload bad -> invalid(bad.pointer(), sentence(bad));
      case MalformedJson bad -> invalid(bad.pointer(), sentence(bad));
      case SessionRefused over -> signedOut();
      case PortalDenied denied -> denied(denied.because());
      case PortalUnreachable offline ->
          of(
              Kind.OFFLINE,
              503,
              "offline",
              offline.answered() ? "The portal cannot do this now" : "The portal cannot be reached",
              sentence(offline),
              offline.answered()
                  ? "Nothing is lost. Try again later; if it is yours, see its log and its disk"
                  : "Nothing is lost. Check the network, then try again");
      case CustodyUnavailable custody -> custody(custody);
      case IllegalArgumentException unspoken ->
          // it may come from anywhere, so its message may quote the input
          invalid("/payload", "Something in it has the wrong form");
      default ->
          of(
              Kind.FAILED,
              500,
              "unexpected",
              "Something went wrong in the daemon",
              "It ran into an error that it does not know",
              "Run: opta daemon logs");
    };
  }

  static OperationProblem invalid(String pointer, String detail) {
    return of(
            Kind.USAGE,
            400,
            "invalid",
            "The request is not valid",
            detail,
            "Correct it and try again")
        .with(JsonValue.fields().put("pointer", pointer).build());
  }

  static OperationProblem unknownOperation(Collection<String> nearest) {
    return of(
            Kind.USAGE,
            404,
            "unknown_operation",
            "There is no such operation",
            nearest.isEmpty()
                ? "Nothing here has a name like it"
                : "The nearest names are: " + String.join(", ", nearest) + "",
            "GET /v3/operations lists them all")
        .with(JsonValue.fields().putTexts("nearest", nearest).build());
  }

  private static OperationProblem custody(CustodyUnavailable custody) {
    String next =
        switch (custody.reason()) {
          case ABSENT -> "Choose another place: opta login --custody passphrase-file";
          case LOCKED -> "Unlock the keychain, then try again";
          case REFUSED -> "Allow Opta in the keychain's own program, then try again";
          case WRONG_PASSPHRASE -> "Try again with the right passphrase";
          case PASSPHRASE_NEEDED -> "Run: opta daemon start";
          case UNSAFE_FILE -> "Correct the file's permissions, then try again";
          case KEEPS_NOTHING -> "To keep something: opta login --force --custody WHERE";
          case DAMAGED -> "Move the file away, then run: opta login";
          case FILE_FAILED -> "Check the disk and the file's permissions, then try again";
        };
    return of(
        custody.reason() == CustodyUnavailable.Reason.PASSPHRASE_NEEDED
            ? Kind.SIGNED_OUT
            : Kind.FAILED,
        409,
        "custody_" + custody.reason().code().replace('-', '_'),
        custody.reason() == CustodyUnavailable.Reason.KEEPS_NOTHING
            ? "No vault opens on this device"
            : "This machine's secrets cannot be reached",
        sentence(custody),
        next);
  }

  /// Our own messages begin in lower case and end without a full stop, as every line does that a
  /// terminal shows.
  private static String sentence(RuntimeException exception) {
    String message = exception.getMessage();
    if (message == null || message.isEmpty()) {
      return "It has the wrong form";
    }
    return Character.toUpperCase(message.charAt(0)) + message.substring(1);
  }
}
