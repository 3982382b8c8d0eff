package com.optalocal.accounts.domain.session;

import java.time.Instant;

/// One entry of a session's `amr`: how and when its user was proven.
public record Proof(SignInMethod method, Instant at) {}
