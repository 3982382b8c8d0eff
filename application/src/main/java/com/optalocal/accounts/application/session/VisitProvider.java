package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.ProviderSecrets;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.ProviderVisit;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Sends a browser to a provider, to prove there who its user is.
public final class VisitProvider {
  private final SignInProviders providers;
  private final ProviderVisits visits;
  private final AuthorizeFlow flows;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// What somebody asks for.
  ///
  /// @param scopes beside those that the provider is always asked for
  /// @param target where the browser goes afterwards
  public record Request(Provider provider, List<String> scopes, Target target) {
    public Request {
      scopes = List.copyOf(scopes);
    }
  }

  public sealed interface Outcome {
    record GoTo(SignInProviders.Destination destination) implements Outcome {}

    record NoSuchProvider() implements Outcome {}

    /// The provider does not answer.
    record Unavailable() implements Outcome {}
  }

  public VisitProvider(
      SignInProviders providers,
      ProviderVisits visits,
      AuthorizeFlow flows,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.providers = providers;
    this.visits = visits;
    this.flows = flows;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  /// For the portal's own pages, in the browser that has `browser`.
  public Outcome forPages(OrgId org, Request request, BearerSecret browser) {
    return visit(org, request, Optional.of(browser), ProviderVisit.Purpose.Pages::new);
  }

  /// For the program that made `challenge`, in the browser that has `browser`.
  public Outcome forProgram(
      OrgId org, Request request, PkceChallenge challenge, BearerSecret browser) {
    return visit(
        org,
        request,
        Optional.of(browser),
        () -> new ProviderVisit.Purpose.Program(flows.begin(org, challenge, SignInMethod.OAUTH)));
  }

  /// To add an identity to the account of `actor`, whose program made `challenge`. The program asks
  /// without its browser, so nothing ties the visit to one: what comes of it is only worth
  /// something for who holds the challenge's verifier.
  public Outcome forLink(OrgId org, Request request, PkceChallenge challenge, Actor actor) {
    return visit(
        org,
        request,
        Optional.empty(),
        () ->
            new ProviderVisit.Purpose.Link(
                flows.begin(org, challenge, SignInMethod.OAUTH), actor.userId()));
  }

  private interface Begin {
    ProviderVisit.Purpose purpose();
  }

  private Outcome visit(OrgId org, Request request, Optional<BearerSecret> browser, Begin begin) {
    if (providers.offers().stream()
        .noneMatch(offer -> offer.provider().equals(request.provider()))) {
      return new Outcome.NoSuchProvider();
    }
    BearerSecret state = BearerSecret.generate(random, "");
    Optional<SignInProviders.Destination> destination =
        providers.destination(
            request.provider(), request.scopes(), ProviderSecrets.of(state, browser));
    if (destination.isEmpty()) {
      return new Outcome.Unavailable();
    }
    Instant now = clock.instant();
    work.atomically(() -> {
      ProviderVisit visit =
          new ProviderVisit(
              state.hash(),
              browser.map(BearerSecret::hash),
              request.provider(),
              begin.purpose(),
              request.target().value(),
              now);
      visits.add(org, visit, now);
      return visit;
    });
    return new Outcome.GoTo(destination.get());
  }
}
