package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.audit.AuditUseCases;
import com.optalocal.accounts.adapters.http.session.NimbusAccessTokens;
import com.optalocal.accounts.application.identity.CheckPassword;
import com.optalocal.accounts.application.identity.DescribeUser;
import com.optalocal.accounts.application.identity.Mailbox;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.application.identity.SignUp;
import com.optalocal.accounts.application.identity.UnlinkIdentity;
import com.optalocal.accounts.application.license.KeepLicenses;
import com.optalocal.accounts.application.license.ServeLicenses;
import com.optalocal.accounts.application.policy.Authorize;
import com.optalocal.accounts.application.session.AskForMessage;
import com.optalocal.accounts.application.session.Authenticate;
import com.optalocal.accounts.application.session.AuthorizeCliLogin;
import com.optalocal.accounts.application.session.AuthorizeFlow;
import com.optalocal.accounts.application.session.ChangeAccount;
import com.optalocal.accounts.application.session.EndSession;
import com.optalocal.accounts.application.session.MakeLink;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.application.session.RedeemCliLogin;
import com.optalocal.accounts.application.session.RedeemFlow;
import com.optalocal.accounts.application.session.RefreshSession;
import com.optalocal.accounts.application.session.RegisterAccount;
import com.optalocal.accounts.application.session.ReturnFromProvider;
import com.optalocal.accounts.application.session.SignInWithIdToken;
import com.optalocal.accounts.application.session.VerifyToken;
import com.optalocal.accounts.application.session.VisitProvider;
import com.optalocal.accounts.application.session.factor.ChallengeFactor;
import com.optalocal.accounts.application.session.factor.EnrollFactor;
import com.optalocal.accounts.application.session.factor.KeepPasskeys;
import com.optalocal.accounts.application.session.factor.MakeRecoveryCodes;
import com.optalocal.accounts.application.session.factor.PassSecondStep;
import com.optalocal.accounts.application.session.factor.RegisterPasskey;
import com.optalocal.accounts.application.session.factor.RemoveFactor;
import com.optalocal.accounts.application.session.factor.SignInWithPasskey;
import com.optalocal.accounts.application.session.factor.VerifyFactor;
import com.optalocal.accounts.application.vault.KeepJoins;
import com.optalocal.accounts.application.vault.StoreVault;
import com.optalocal.accounts.domain.identity.AccountRules;

/// Everything that the portal's doors lead to.
///
/// @param storeAnswers throws [com.optalocal.accounts.application.StoreUnavailable] unless the
///   store can be read; `/readyz` asks it
public record PortalUseCases(
    People people,
    Addresses addresses,
    Post post,
    Sessions sessions,
    Providers providers,
    Factors factors,
    Passkeys passkeys,
    CliSignIn cliSignIn,
    StoreVault vault,
    KeepJoins joins,
    AuditUseCases audit,
    Licensing licensing,
    Authorize authorize,
    Runnable storeAnswers) {

  /// Accounts and passwords.
  public record People(SignUp signUp, CheckPassword checkPassword, DescribeUser describe) {}

  /// How people come to an account, and prove and change their addresses.
  public record Addresses(
      RegisterAccount register,
      MakeAccount makeAccount,
      AskForMessage ask,
      VerifyToken verify,
      ChangeAccount change,
      AccountRules rules) {}

  /// Messages on their way, and those that stay here.
  public record Post(MakeLink makeLink, Messages messages, Mailbox mailbox) {}

  /// Sessions, from their opening to their end, and the tokens that carry them.
  public record Sessions(
      OpenSession open,
      RefreshSession refresh,
      AuthorizeFlow authorizeFlow,
      RedeemFlow redeemFlow,
      EndSession end,
      Authenticate authenticate,
      NimbusAccessTokens tokens) {}

  /// Sign-in through other providers.
  ///
  /// @param linking whether users link and unlink identities by themselves
  public record Providers(
      SignInProviders offered,
      VisitProvider visit,
      ReturnFromProvider back,
      SignInWithIdToken idToken,
      UnlinkIdentity unlink,
      boolean linking) {}

  /// Second factors, and the step of a sign-in that asks for them.
  public record Factors(
      EnrollFactor enroll,
      ChallengeFactor challenge,
      VerifyFactor verify,
      RemoveFactor remove,
      MakeRecoveryCodes recoveryCodes,
      PassSecondStep secondStep) {}

  /// Signing in without a password.
  public record Passkeys(RegisterPasskey register, SignInWithPasskey signIn, KeepPasskeys keep) {}

  /// What the organization has bought.
  public record Licensing(KeepLicenses keep, ServeLicenses serve) {}

  /// A terminal's sign-in through the browser.
  public record CliSignIn(AuthorizeCliLogin authorize, RedeemCliLogin redeem) {}
}
