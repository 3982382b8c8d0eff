package com.optalocal.accounts.adapters.http.violations;

/// Planted: see `com.optalocal.accounts.architecture`.
public record CarriesAPassword(String email, String password) {}
