package com.optalocal.accounts.application;

import com.optalocal.accounts.application.audit.InMemoryAuditTrail;
import com.optalocal.accounts.application.audit.InMemoryCosignatures;
import com.optalocal.accounts.application.audit.InMemoryLogSuccessions;
import com.optalocal.accounts.application.audit.RotateLogKey;
import com.optalocal.accounts.application.device.InMemoryJoinRequests;
import com.optalocal.accounts.application.identity.InMemoryChallenges;
import com.optalocal.accounts.application.identity.InMemoryCredentials;
import com.optalocal.accounts.application.identity.InMemoryFactors;
import com.optalocal.accounts.application.identity.InMemoryIdentities;
import com.optalocal.accounts.application.identity.InMemoryMailbox;
import com.optalocal.accounts.application.identity.InMemoryPasskeys;
import com.optalocal.accounts.application.identity.InMemoryRecoveryCodes;
import com.optalocal.accounts.application.identity.InMemoryUsers;
import com.optalocal.accounts.application.license.InMemoryLicenses;
import com.optalocal.accounts.application.organization.InMemoryDeployment;
import com.optalocal.accounts.application.organization.InMemoryMembers;
import com.optalocal.accounts.application.session.InMemoryCliLogins;
import com.optalocal.accounts.application.session.InMemoryFlows;
import com.optalocal.accounts.application.session.InMemoryOneTimeTokens;
import com.optalocal.accounts.application.session.InMemoryProviderVisits;
import com.optalocal.accounts.application.session.InMemorySessions;
import com.optalocal.accounts.application.vault.InMemoryVaults;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.LogKeySuccession;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.InstantSource;

/// Everything that a portal stores, in memory and under one unit of work.
public final class InMemoryPortalStores {
  public static final String HOST = "accounts.example.com";

  private volatile SigningKey logKey = SigningKey.generate(new SeededRandom(101));
  private final InMemoryUnitOfWork work = new InMemoryUnitOfWork();
  private final InMemoryUsers users = new InMemoryUsers(work);
  private final InMemoryIdentities identities = new InMemoryIdentities(work);
  private final InMemoryCredentials credentials = new InMemoryCredentials(work);
  private final InMemoryFactors factors = new InMemoryFactors(work);
  private final InMemoryChallenges challenges = new InMemoryChallenges(work);
  private final InMemoryPasskeys passkeys = new InMemoryPasskeys(work);
  private final InMemoryRecoveryCodes recoveryCodes = new InMemoryRecoveryCodes(work);
  private final InMemoryMembers members = new InMemoryMembers(work);
  private final InMemoryDeployment deployment = new InMemoryDeployment(work);
  private final InMemorySessions sessions = new InMemorySessions(work);
  private final InMemoryFlows flows = new InMemoryFlows(work);
  private final InMemoryOneTimeTokens oneTimeTokens = new InMemoryOneTimeTokens(work);
  private final InMemoryMailbox mailbox = new InMemoryMailbox(work);
  private final InMemoryProviderVisits providerVisits = new InMemoryProviderVisits(work);
  private final InMemoryCliLogins cliLogins = new InMemoryCliLogins(work);
  private final InMemoryVaults vaults = new InMemoryVaults(work);
  private final InMemoryJoinRequests joinRequests = new InMemoryJoinRequests(work);
  private final InMemoryLicenses licenses = new InMemoryLicenses(work);
  private final InMemoryAuditTrail audit =
      new InMemoryAuditTrail(work, logKey, HOST, new SeededRandom(102));

  private final InMemoryCosignatures cosignatures = new InMemoryCosignatures(work);

  private final InMemoryLogSuccessions logSuccessions = new InMemoryLogSuccessions(work);

  public InMemoryUnitOfWork work() {
    return work;
  }

  public InMemoryUsers users() {
    return users;
  }

  public InMemoryIdentities identities() {
    return identities;
  }

  public InMemoryCredentials credentials() {
    return credentials;
  }

  public InMemoryFactors factors() {
    return factors;
  }

  public InMemoryChallenges challenges() {
    return challenges;
  }

  public InMemoryPasskeys passkeys() {
    return passkeys;
  }

  public InMemoryRecoveryCodes recoveryCodes() {
    return recoveryCodes;
  }

  public InMemoryMembers members() {
    return members;
  }

  public InMemoryDeployment deployment() {
    return deployment;
  }

  public InMemorySessions sessions() {
    return sessions;
  }

  public InMemoryFlows flows() {
    return flows;
  }

  public InMemoryOneTimeTokens oneTimeTokens() {
    return oneTimeTokens;
  }

  public InMemoryMailbox mailbox() {
    return mailbox;
  }

  public InMemoryProviderVisits providerVisits() {
    return providerVisits;
  }

  public InMemoryCliLogins cliLogins() {
    return cliLogins;
  }

  public InMemoryVaults vaults() {
    return vaults;
  }

  public InMemoryJoinRequests joinRequests() {
    return joinRequests;
  }

  public InMemoryLicenses licenses() {
    return licenses;
  }

  public InMemoryAuditTrail audit() {
    return audit;
  }

  public InMemoryCosignatures cosignatures() {
    return cosignatures;
  }

  public InMemoryLogSuccessions logSuccessions() {
    return logSuccessions;
  }

  /// Gives the default organization's log its next key.
  public LogKeySuccession rotateLogKey(InstantSource clock, SigningKey next) {
    LogKeySuccession succession =
        new RotateLogKey(logSuccessions, audit, work, clock)
            .rotate(OrgId.DEFAULT.auditLog(), logVerifier(), logKey, next.verificationKey());
    logKey = next;
    audit.signWith(next);
    return succession;
  }

  /// The key of the default organization's log, as verifiers are given it.
  public VerifierKey logVerifier() {
    return new VerifierKey(
        HOST + "/audit/default", VerifierKey.Algorithm.ED25519, logKey.verificationKey());
  }

  /// Verifies the checkpoints of [#audit].
  public VerificationKey logKey() {
    return logKey.verificationKey();
  }
}
