package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// `opta license keys`: a root says which keys may sign licenses and the time, and until when.
final class KeysCommand implements Command {
  private static final Duration TWO_YEARS = Duration.ofDays(730);

  @Override
  public Usage usage() {
    return SignedOutput.option(
            Usage.of("Sign the list of keys that may issue licenses")
                .about(KeyFile.ABOUT, KeyFile.ABOUT_MORE)
                .needs("FILE", "the root's key file")
                .option("--prefix", "NAME", "whose features, as in acme; the vendor's has none")
                .option("--version", "N", "higher than the last list's; 1 by default")
                .options("--key", "KEY", "a public key that may issue; by default the root's own")
                .options("--time-key", "KEY", "a portal's, from `opta license list`")
                .option("--days", "N", "how long the list is good for; 730 by default"))
        .example("opta license keys acme.key --prefix acme --time-key KEY --out acme.keys");
  }

  @Override
  public ExitCode run(Invocation call) {
    Path file = call.positional(0, "FILE", Path::of);
    FeaturePrefix prefix = call.option("--prefix", FeaturePrefix::own).orElse(FeaturePrefix.VENDOR);
    long version = call.option("--version", KeysCommand::version).orElse(1L);
    Duration days = call.option("--days", SignedOutput::days).orElse(TWO_YEARS);
    Set<VerificationKey> keys = keys(call.options("--key"), "--key");
    Set<VerificationKey> timeKeys = keys(call.options("--time-key"), "--time-key");
    Instant now = Instant.now();
    try (SigningKey root = KeyFile.open(call, file)) {
      LicenseKeys.Terms terms;
      try {
        terms =
            new LicenseKeys.Terms(
                version,
                now,
                now.plus(days),
                prefix,
                root.verificationKey(),
                keys.isEmpty() ? Set.of(root.verificationKey()) : keys,
                timeKeys);
      } catch (IllegalArgumentException impossible) {
        throw CommandFailed.usage(
            "Such a list cannot be signed", String.valueOf(impossible.getMessage()), "");
      }
      SignedOutput.write(
          call,
          root.sign(terms.text()),
          JsonValue.fields()
              .put("ok", true)
              .put("prefix", prefix.toString())
              .put("version", version)
              .put("root", root.verificationKey().toString()));
    }
    return ExitCode.OK;
  }

  private static Set<VerificationKey> keys(List<String> texts, String option) {
    Set<VerificationKey> keys = new LinkedHashSet<>();
    for (String text : texts) {
      try {
        keys.add(VerificationKey.parse(text));
      } catch (IllegalArgumentException refused) {
        throw CommandFailed.usage(
            "What was given for " + option + " is no public key",
            "A key is 43 characters of base64url",
            "See one: opta license keygen, opta license list");
      }
    }
    return keys;
  }

  private static long version(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException("it is a whole number from 1");
    }
    return Long.parseLong(text);
  }
}
