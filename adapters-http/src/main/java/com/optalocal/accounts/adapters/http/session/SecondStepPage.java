package com.optalocal.accounts.adapters.http.session;

import java.util.Optional;

/// What the second step of a sign-in shows.
///
/// @param next where to go afterwards; has passed the redirect policy
/// @param recovery whether a recovery code is asked for
/// @param problem the text about what was wrong with the last try
public record SecondStepPage(String next, boolean recovery, Optional<String> problem) {}
