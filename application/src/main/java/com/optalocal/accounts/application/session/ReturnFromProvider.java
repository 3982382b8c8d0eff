package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.identity.IdentifyUser;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.ProviderSecrets;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.ProviderVisit;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.InstantSource;
import java.util.Optional;

/// Takes a browser back from a provider. Its state is good for one try, in the browser that was
/// sent, for five minutes.
public final class ReturnFromProvider {
  private final SignInProviders providers;
  private final ProviderVisits visits;
  private final Completion completion;
  private final UnitOfWork work;
  private final InstantSource clock;

  /// What a proven identity leads to.
  public record Completion(IdentifyUser identify, AuthorizeFlow flows, OpenSession sessions) {}

  /// What the browser brought along, beside its state.
  ///
  /// @param code empty if the provider refused
  /// @param issuer where the answer says that it comes from (RFC 9207)
  public record Brought(Optional<BearerSecret> code, Optional<String> issuer) {}

  public sealed interface Outcome {
    /// The program's code, to be added to `target`.
    record CodeIssued(String target, BearerSecret code) implements Outcome {}

    /// The browser itself is signed in.
    record SignedIn(String target, OpenSession.BrowserSession session) implements Outcome {}

    /// @param pages whether the visit began on the portal's own pages
    record Failed(String target, boolean pages, Reason reason) implements Outcome {}

    /// Nobody was sent with this state, or another browser, or too long ago, or it came back
    /// before.
    record NoSuchVisit() implements Outcome {}
  }

  public enum Reason {
    /// The user, or the provider, said no.
    DENIED,
    /// What came back does not verify.
    NOT_GENUINE,
    UNAVAILABLE,
    /// Somebody has the address; they have to link the provider from their own session.
    EMAIL_TAKEN,
    SIGN_UPS_CLOSED,
    BANNED,
    /// The program has waited too long.
    FLOW_OVER
  }

  public ReturnFromProvider(
      SignInProviders providers,
      ProviderVisits visits,
      Completion completion,
      UnitOfWork work,
      InstantSource clock) {
    this.providers = providers;
    this.visits = visits;
    this.completion = completion;
    this.work = work;
    this.clock = clock;
  }

  public Outcome back(
      OrgId org, BearerSecret state, BearerSecret browser, Brought brought, Origin origin) {
    Optional<ProviderVisit> taken =
        work.atomically(() -> visits.take(org, state.hash()))
            .filter(visit -> !visit.isOver(clock.instant()) && visit.isBy(browser.hash()));
    if (taken.isEmpty()) {
      return new Outcome.NoSuchVisit();
    }
    ProviderVisit visit = taken.get();
    if (brought.code().isEmpty()) {
      return failed(visit, Reason.DENIED);
    }
    ProviderSecrets secrets = ProviderSecrets.of(state, visit.browser().map(sent -> browser));
    return switch (providers.redeem(
        visit.provider(), brought.code().get(), brought.issuer(), secrets)) {
      case SignInProviders.Answer.Vouched(var identity) -> go(org, visit, identity, origin);
      case SignInProviders.Answer.Refused(var fault) -> failed(visit, Reason.NOT_GENUINE);
      case SignInProviders.Answer.Unavailable() -> failed(visit, Reason.UNAVAILABLE);
    };
  }

  private Outcome go(OrgId org, ProviderVisit visit, VouchedIdentity vouched, Origin origin) {
    return switch (visit.purpose()) {
      case ProviderVisit.Purpose.Link(var flow, var user) ->
          issued(visit, completion.flows().completeLink(org, flow, user, vouched));
      case ProviderVisit.Purpose.Program(var flow) ->
          identified(org, visit, vouched, account -> complete(org, visit, flow, account));
      case ProviderVisit.Purpose.Pages() ->
          identified(org, visit, vouched, account -> open(org, visit, account, origin));
    };
  }

  private interface Next {
    Outcome with(Account account);
  }

  private Outcome identified(OrgId org, ProviderVisit visit, VouchedIdentity vouched, Next next) {
    return switch (completion.identify().identify(org, vouched)) {
      case IdentifyUser.Outcome.Known(var account) -> next.with(account);
      case IdentifyUser.Outcome.Joined(var account) -> next.with(account);
      case IdentifyUser.Outcome.EmailTaken() -> failed(visit, Reason.EMAIL_TAKEN);
      case IdentifyUser.Outcome.SignUpsClosed() -> failed(visit, Reason.SIGN_UPS_CLOSED);
      case IdentifyUser.Outcome.Banned() -> failed(visit, Reason.BANNED);
    };
  }

  private Outcome complete(OrgId org, ProviderVisit visit, FlowId flow, Account account) {
    return issued(visit, completion.flows().complete(org, flow, account.id()));
  }

  private Outcome open(OrgId org, ProviderVisit visit, Account account, Origin origin) {
    return completion
        .sessions()
        .withCookie(org, account, SignInMethod.OAUTH, origin)
        .<Outcome>map(session -> new Outcome.SignedIn(visit.target(), session))
        .orElseGet(() -> failed(visit, Reason.BANNED));
  }

  private static Outcome issued(ProviderVisit visit, Optional<BearerSecret> code) {
    return code.<Outcome>map(issued -> new Outcome.CodeIssued(visit.target(), issued))
        .orElseGet(() -> failed(visit, Reason.FLOW_OVER));
  }

  private static Outcome failed(ProviderVisit visit, Reason reason) {
    boolean pages = visit.purpose() instanceof ProviderVisit.Purpose.Pages;
    return new Outcome.Failed(visit.target(), pages, reason);
  }
}
