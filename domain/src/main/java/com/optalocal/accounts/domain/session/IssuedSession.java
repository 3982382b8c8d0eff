package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.User;
import java.time.Instant;

/// What a sign-in or a refresh hands over: who, until when, and both tokens.
///
/// `expiresAt` is the access token's; the refresh token lives until used or revoked.
public record IssuedSession(
    User user,
    SessionId id,
    BearerSecret accessToken,
    BearerSecret refreshToken,
    Instant issuedAt,
    Instant expiresAt) {}
