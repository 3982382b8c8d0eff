package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.WrongTries;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.Optional;

/// What users were asked to prove, and how often they failed. A user who is removed takes both
/// along.
public interface Challenges {
  /// Adds `challenge`, and takes along those that were over an hour before `now`. Those that are
  /// over only lately stay, so that a late answer hears why.
  void add(OrgId org, Challenge challenge, Instant now);

  Optional<Challenge> find(OrgId org, ChallengeId id);

  /// Takes the challenge away.
  ///
  /// @return false if there is none: of two answers at once, one gets true
  boolean remove(OrgId org, ChallengeId id);

  Optional<WrongTries> wrongTries(OrgId org, UserId user);

  /// Sets or replaces the user's.
  void keepWrongTries(OrgId org, UserId user, WrongTries tries);

  /// The user has proven themselves; nothing happens if there are none.
  void forgetWrongTries(OrgId org, UserId user);
}
