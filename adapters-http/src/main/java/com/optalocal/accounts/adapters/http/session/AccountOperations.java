package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.Operation;
import com.optalocal.accounts.adapters.http.Operation.Risk;
import com.optalocal.accounts.adapters.http.Operation.Turn;
import com.optalocal.accounts.adapters.http.OperationReply;
import com.optalocal.accounts.adapters.http.PayloadShape;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.session.ShowAccount;
import com.optalocal.accounts.application.vault.SignOutDevice;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;

/// The daemon's operations on the account: `account.status`, `custody.status`, `session.end`.
public final class AccountOperations {
  private final ShowAccount show;
  private final CustodyChoice custody;
  private final SignOutDevice signOut;

  public AccountOperations(ShowAccount show, CustodyChoice custody, SignOutDevice signOut) {
    this.show = show;
    this.custody = custody;
    this.signOut = signOut;
  }

  public List<Operation> all() {
    return List.of(
        new Operation(
            "account.status",
            "Tells who is signed in on this machine.",
            BuiltInPolicy.SESSIONS_READ,
            Risk.READ,
            Turn.FREE,
            PayloadShape.NONE,
            payload -> OperationReply.done(AccountStatus.fields(show.show()))),
        new Operation(
            "custody.status",
            "Tells where this machine keeps its secrets, and whether the OS keychain answers.",
            BuiltInPolicy.SESSIONS_READ,
            Risk.READ,
            Turn.FREE,
            PayloadShape.NONE,
            payload -> OperationReply.done(custodyStatus())),
        new Operation(
            "session.end",
            "Signs this device out and drops the opened keys from memory.",
            BuiltInPolicy.SESSIONS_WRITE,
            Risk.WRITE,
            Turn.ALONE,
            PayloadShape.NONE,
            payload -> OperationReply.done(signedOut(signOut.signOut()))));
  }

  private JsonValue.Fields custodyStatus() {
    return JsonValue.fields()
        .putOrNull("chosen", custody.current().map(choice -> choice.custody().code()))
        .put("keychain", custody.keychain().code())
        .build();
  }

  private static JsonValue.Fields signedOut(SignOutDevice.Outcome outcome) {
    return switch (outcome) {
      case SignOutDevice.Outcome.SignedOut(boolean portalTold) ->
          JsonValue.fields().put("signedOut", true).put("portalTold", portalTold).build();
      case SignOutDevice.Outcome.NobodySignedIn() ->
          JsonValue.fields().put("signedOut", false).build();
    };
  }
}
