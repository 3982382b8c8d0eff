package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.domain.device.DeviceName;
import java.util.List;
import java.util.Optional;

/// What the sign-up form shows. Errors are keys of texts; an empty one means that all is well.
///
/// @param owner the presented one-time owner link, or empty
/// @param next where to go afterwards; has passed the redirect policy
public record SignUpPage(
    String email,
    String name,
    String owner,
    String next,
    Optional<DeviceName> device,
    String emailError,
    String nameError,
    List<String> passwordErrors) {
  public SignUpPage {
    passwordErrors = List.copyOf(passwordErrors);
  }
}
