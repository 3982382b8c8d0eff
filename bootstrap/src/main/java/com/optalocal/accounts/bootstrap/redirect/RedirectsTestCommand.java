package com.optalocal.accounts.bootstrap.redirect;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.InputItems;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.settings.Settings;
import com.optalocal.accounts.domain.redirect.AllowedHost;
import com.optalocal.accounts.domain.redirect.RedirectPolicy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// `opta portal redirects test`: what the portal would do with an address that a request asks it to
/// go on to. The portal's own policy answers; nothing is opened.
public final class RedirectsTestCommand implements Command {
  private static final int MAX_BYTES = 64 << 10;

  @Override
  public Usage usage() {
    return InputItems.usage(
            Usage.of("Show which addresses the portal would send a browser to"),
            "TARGET",
            "a value of `next`")
        .options("--allow", "HOST", "app.example.com or *.example.com, in place of the settings'")
        .about(
            "Prints one line for each target, `allow` or `deny` and the target, with what",
            "cannot be printed as \\u and four digits. A denied target leads to / instead.",
            "Exit code 4 if any was denied.")
        .example("opta portal redirects test /keys https://app.optalocal.com/ //evil.example")
        .example("opta portal redirects test --allow '*.example.com' - < targets.txt");
  }

  @Override
  public ExitCode run(Invocation call) {
    RedirectPolicy policy = policy(call);
    Iterator<InputItems.Item> targets = InputItems.of(call, MAX_BYTES);
    boolean denied = false;
    while (targets.hasNext()) {
      InputItems.Item target = targets.next();
      String text = target.text();
      String goesTo = target.isWhole() ? policy.sanitize(text).value() : "/";
      boolean allowed = goesTo.equals(text);
      denied |= !allowed;
      if (call.terminal().isJson()) {
        call.terminal()
            .jsonLine(
                JsonValue.fields()
                    .put("ok", true)
                    .put("target", text)
                    .put("allowed", allowed)
                    .put("goesTo", goesTo)
                    .build());
      } else {
        call.terminal().raw((allowed ? "allow  " : "deny   ") + printable(text));
      }
      call.terminal().flush();
    }
    return denied ? ExitCode.DENIED : ExitCode.OK;
  }

  private static RedirectPolicy policy(Invocation call) {
    List<String> given = call.options("--allow");
    if (given.isEmpty()) {
      return Settings.load(call.environment(), call.home()).redirects();
    }
    List<AllowedHost> hosts = new ArrayList<>();
    for (String host : given) {
      try {
        hosts.add(AllowedHost.parse(host));
      } catch (IllegalArgumentException refused) {
        throw CommandFailed.usage(
            "What was given for --allow cannot be used", String.valueOf(refused.getMessage()), "");
      }
    }
    return new RedirectPolicy(hosts);
  }

  /// A hostile target must not steer the terminal that shows it, nor begin a line of its own.
  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        shown.append(c);
      } else {
        shown.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
      }
    }
    return shown.toString();
  }
}
