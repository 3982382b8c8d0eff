package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.identity.LinkIdentity;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.Origin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Makes a session of a flow's code and its verifier. A code is good for one try, right or wrong.
public final class RedeemFlow {
  private final Flows flows;
  private final Users users;
  private final LinkIdentity link;
  private final OpenSession openSession;
  private final UnitOfWork work;
  private final InstantSource clock;

  public sealed interface Outcome {
    record SignedIn(IssuedSession session) implements Outcome {}

    record NoSuchCode() implements Outcome {}

    record Expired() implements Outcome {}

    record WrongVerifier() implements Outcome {}

    /// The user was banned or removed in the meantime.
    record Refused() implements Outcome {}

    /// The identity that the code would have added is somebody's already.
    record IdentityTaken(boolean byThisUser) implements Outcome {}
  }

  public RedeemFlow(
      Flows flows,
      Users users,
      LinkIdentity link,
      OpenSession openSession,
      UnitOfWork work,
      InstantSource clock) {
    this.flows = flows;
    this.users = users;
    this.link = link;
    this.openSession = openSession;
    this.work = work;
    this.clock = clock;
  }

  public Outcome redeem(OrgId org, BearerSecret code, BearerSecret verifier, Origin origin) {
    Instant now = clock.instant();
    Optional<Flow> known =
        work.atomically(() -> {
          Optional<Flow> found = flows.findByCode(org, code.hash());
          found.ifPresent(flow -> flows.remove(org, flow.id()));
          return found;
        });
    if (known.isEmpty()) {
      return new Outcome.NoSuchCode();
    }
    Flow flow = known.get();
    if (flow.isOver(now)) {
      return new Outcome.Expired();
    }
    if (!flow.challenge().isMetBy(verifier)) {
      return new Outcome.WrongVerifier();
    }
    return flow.code()
        .map(completed ->
            completed
                .link()
                .map(
                    identity -> link(org, flow, link.link(org, completed.user(), identity), origin))
                .orElseGet(() -> open(org, flow, users.find(org, completed.user()), origin)))
        .orElseGet(Outcome.Refused::new);
  }

  private Outcome link(OrgId org, Flow flow, LinkIdentity.Outcome linked, Origin origin) {
    return switch (linked) {
      case LinkIdentity.Outcome.Linked(var account) ->
          open(org, flow, Optional.of(account), origin);
      case LinkIdentity.Outcome.LinkedBefore() -> new Outcome.IdentityTaken(true);
      case LinkIdentity.Outcome.AnotherUsers() -> new Outcome.IdentityTaken(false);
      case LinkIdentity.Outcome.NoSuchUser() -> new Outcome.Refused();
    };
  }

  private Outcome open(OrgId org, Flow flow, Optional<Account> account, Origin origin) {
    return account
        .flatMap(found -> openSession.withTokens(org, found, flow.method(), origin))
        .<Outcome>map(Outcome.SignedIn::new)
        .orElseGet(Outcome.Refused::new);
  }
}
