package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.application.session.AuthorizeCliLogin;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What it is called where a browser goes after signing in.
public final class NextAfterSignIn {
  private static final String CLI_LOGIN = "/cli/login?";
  private static final Pattern ORIGIN = Pattern.compile("(https?://[^/?#]+|[a-z-]+:)//?.*");
  private final AuthorizeCliLogin cliLogins;

  public NextAfterSignIn(AuthorizeCliLogin cliLogins) {
    this.cliLogins = cliLogins;
  }

  /// The device whose terminal waits behind `next`, if one does.
  public Optional<DeviceName> deviceBehind(Target target) {
    String next = target.value();
    if (!next.startsWith(CLI_LOGIN)) {
      return Optional.empty();
    }
    try {
      Form query = Form.parse(next.substring(CLI_LOGIN.length()));
      return cliLogins
          .pending(OrgId.DEFAULT, CliLoginId.parse(query.get("id")), query.get("state"))
          .map(CliLogin.Announcement::deviceName);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /// Browsers apply `form-action` to the redirect that follows a form, so a form that leads to
  /// another origin has to name it.
  public static List<String> formTargets(Target target) {
    String next = target.value();
    if (next.startsWith("/")) {
      return List.of();
    }
    Matcher origin = ORIGIN.matcher(next);
    return origin.matches() ? List.of(origin.group(1)) : List.of();
  }
}
