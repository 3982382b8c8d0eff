package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.VerificationKey;
import java.util.Set;

/// Keys that may sign licenses, for the features under one prefix and no others.
public record Issuer(FeaturePrefix prefix, Set<VerificationKey> keys) {
  public Issuer {
    keys = Set.copyOf(keys);
  }
}
