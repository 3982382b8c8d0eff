package com.optalocal.accounts.adapters.http.violations;

import com.optalocal.accounts.domain.SecretBytes;

/// Planted: see `com.optalocal.accounts.architecture`.
public record CarriesASecret(SecretBytes bytes) {}
