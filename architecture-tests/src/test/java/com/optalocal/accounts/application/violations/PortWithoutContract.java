package com.optalocal.accounts.application.violations;

/// Planted: see `com.optalocal.accounts.architecture`.
public interface PortWithoutContract {}
