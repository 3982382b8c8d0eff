package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Begins a program's sign-in that goes on elsewhere, and hands out its code once somebody
/// completed it there.
public final class AuthorizeFlow {
  private final Flows flows;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  public AuthorizeFlow(Flows flows, UnitOfWork work, RandomBytes random, InstantSource clock) {
    this.flows = flows;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  public FlowId begin(OrgId org, PkceChallenge challenge, SignInMethod method) {
    Instant now = clock.instant();
    FlowId id = FlowId.generate(random);
    work.atomically(() -> {
      flows.put(org, Flow.begun(id, challenge, method, now), now);
      return id;
    });
    return id;
  }

  /// The code for the program that began the flow, now that `user` has proven who they are; empty
  /// if there is no such flow, it is over, or it has handed out its code.
  public Optional<BearerSecret> complete(OrgId org, FlowId id, UserId user) {
    return complete(org, id, (flow, code, now) -> flow.completed(code, user, now));
  }

  /// As [#complete(OrgId, FlowId, UserId)], for a code that gives `user` an identity.
  public Optional<BearerSecret> completeLink(
      OrgId org, FlowId id, UserId user, VouchedIdentity link) {
    return complete(org, id, (flow, code, now) -> flow.linking(code, user, link, now));
  }

  private interface Completion {
    Flow of(Flow flow, Hash code, Instant now);
  }

  private Optional<BearerSecret> complete(OrgId org, FlowId id, Completion completion) {
    Instant now = clock.instant();
    BearerSecret code = BearerSecret.generate(random, "");
    return work.atomically(() -> {
      Optional<Flow> waiting =
          flows.find(org, id).filter(flow -> flow.code().isEmpty() && !flow.isOver(now));
      waiting.ifPresent(flow -> flows.put(org, completion.of(flow, code.hash(), now), now));
      return waiting.map(flow -> code);
    });
  }
}
