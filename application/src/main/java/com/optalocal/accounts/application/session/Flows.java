package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.FlowId;
import java.time.Instant;
import java.util.Optional;

/// Sign-ins of programs that go on elsewhere. Codes are kept as hashes only.
public interface Flows {
  /// Adds `flow` or replaces the one of the same id. Takes flows along that were over a day before
  /// `now`.
  void put(OrgId org, Flow flow, Instant now);

  Optional<Flow> find(OrgId org, FlowId id);

  Optional<Flow> findByCode(OrgId org, Hash code);

  /// Takes the flow away; nothing happens if there is none.
  void remove(OrgId org, FlowId id);
}
