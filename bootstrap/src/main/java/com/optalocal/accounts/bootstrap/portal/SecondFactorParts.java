package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.identity.RelyingParty;
import com.optalocal.accounts.adapters.http.identity.WebAuthn4j;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteChallenges;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteFactors;
import com.optalocal.accounts.adapters.sqlite.identity.SqlitePasskeys;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteRecoveryCodes;
import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Challenges;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.application.identity.Passkeys;
import com.optalocal.accounts.application.identity.RecoveryCodes;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.session.AccessTokens;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.application.session.factor.ChallengeFactor;
import com.optalocal.accounts.application.session.factor.EnrollFactor;
import com.optalocal.accounts.application.session.factor.JudgeProof;
import com.optalocal.accounts.application.session.factor.KeepPasskeys;
import com.optalocal.accounts.application.session.factor.MakeRecoveryCodes;
import com.optalocal.accounts.application.session.factor.PassSecondStep;
import com.optalocal.accounts.application.session.factor.RaiseSession;
import com.optalocal.accounts.application.session.factor.RegisterPasskey;
import com.optalocal.accounts.application.session.factor.RemoveFactor;
import com.optalocal.accounts.application.session.factor.SignInWithPasskey;
import com.optalocal.accounts.application.session.factor.VerifyFactor;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.identity.crypto.FactorKey;
import java.time.InstantSource;

/// The portal's second factors and passkeys, put together by hand.
final class SecondFactorParts {
  private final Factors factors;
  private final Challenges challenges;
  private final RecoveryCodes recoveryCodes;
  private final Passkeys passkeys;
  private final Stores stores;
  private final FactorKey key;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// What they share with the rest of the portal.
  record Stores(Users users, Sessions sessions, AuditTrail audit) {}

  SecondFactorParts(
      SqliteDatabase database,
      Stores stores,
      FactorKey key,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.factors = new SqliteFactors(database);
    this.challenges = new SqliteChallenges(database);
    this.recoveryCodes = new SqliteRecoveryCodes(database);
    this.passkeys = new SqlitePasskeys(database);
    this.stores = stores;
    this.key = key;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  PortalUseCases.Factors factors(AccessTokens tokens, RelyingParty party) {
    RaiseSession raise =
        new RaiseSession(stores.sessions(), stores.users(), stores.audit(), tokens, random);
    JudgeProof judge =
        new JudgeProof(factors, challenges, recoveryCodes, key, stores.audit(), raise);
    return new PortalUseCases.Factors(
        new EnrollFactor(factors, stores.audit(), key, work, random, clock),
        new ChallengeFactor(factors, challenges, work, random, clock),
        new VerifyFactor(
            new VerifyFactor.Stores(factors, challenges),
            judge,
            raise,
            new WebAuthn4j(party),
            work,
            clock),
        new RemoveFactor(factors, recoveryCodes, stores.sessions(), stores.audit(), work, clock),
        new MakeRecoveryCodes(recoveryCodes, stores.audit(), work, random, clock),
        new PassSecondStep(factors, judge, work, clock));
  }

  PortalUseCases.Passkeys passkeys(OpenSession open, RelyingParty party) {
    WebAuthn4j webAuthn = new WebAuthn4j(party);
    return new PortalUseCases.Passkeys(
        new RegisterPasskey(
            new RegisterPasskey.Stores(passkeys, factors, challenges),
            stores.audit(),
            webAuthn,
            work,
            random,
            clock),
        new SignInWithPasskey(
            new SignInWithPasskey.Stores(passkeys, stores.users(), challenges, stores.audit()),
            open,
            webAuthn,
            work,
            random,
            clock),
        new KeepPasskeys(passkeys, factors, stores.audit(), work, clock));
  }
}
