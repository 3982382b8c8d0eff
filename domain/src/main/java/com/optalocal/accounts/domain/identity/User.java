package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/// A person with an account.
public record User(UserId id, Email email, Optional<DisplayName> name, Instant createdAt) {}
