package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.domain.device.DeviceName;
import java.util.List;
import java.util.Optional;

/// What the sign-in form shows.
///
/// @param next where to go afterwards; has passed the redirect policy
/// @param device the terminal's device, if signing in continues there
/// @param refused the key of what was wrong with the last try, or empty
/// @param offers the providers that can be chosen instead
public record SignInPage(
    String email,
    String next,
    Optional<DeviceName> device,
    String refused,
    List<SignInProviders.Offer> offers) {
  public SignInPage {
    offers = List.copyOf(offers);
  }
}
