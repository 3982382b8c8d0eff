package com.optalocal.accounts.domain.violations;

/// Planted: see `com.optalocal.accounts.architecture`.
public class OpenToSubclasses {}
