package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.domain.device.DeviceName;
import java.util.Optional;

/// What the sign-in form shows.
///
/// @param next where to go afterwards; has passed the redirect policy
/// @param device the terminal's device, if signing in continues there
/// @param refused the key of what was wrong with the last try, or empty
public record SignInPage(String email, String next, Optional<DeviceName> device, String refused) {}
