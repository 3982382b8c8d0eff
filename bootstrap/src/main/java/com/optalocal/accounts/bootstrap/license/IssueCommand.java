package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.license.LicenseJson;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import com.optalocal.accounts.domain.license.Feature;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.Tier;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// `opta license issue`: signs a license with a key that a root's list names.
final class IssueCommand implements Command {
  private static final Duration ONE_YEAR = Duration.ofDays(365);

  @Override
  public Usage usage() {
    return SignedOutput.option(
            Usage.of("Sign a license")
                .about(KeyFile.ABOUT, KeyFile.ABOUT_MORE)
                .needs("FILE", "the issuer's key file")
                .option("--tier", "NAME", "what was bought, as in pro (needed)")
                .option("--features", "LIST", "as in lmx,desktop or acme/robot (needed)")
                .option("--org", "ORG", "for whom; `default` by default")
                .option("--device", "KEY", "for one device, from `opta license status`; else any")
                .option("--days", "N", "how long; 365 by default")
                .option("--air-gap", "DAYS", "how long without contact, 1 to 365; 14 by default"))
        .example("opta license issue acme.key --tier team --features acme/bot --out team.license");
  }

  @Override
  public ExitCode run(Invocation call) {
    Path file = call.positional(0, "FILE", Path::of);
    License.Terms terms = terms(call, Instant.now());
    try (SigningKey issuer = KeyFile.open(call, file)) {
      Note signed = issuer.sign(terms.text());
      SignedOutput.write(
          call,
          signed,
          JsonValue.fields()
              .put("ok", true)
              .put("license", LicenseJson.license(License.parse(signed))));
    }
    return ExitCode.OK;
  }

  private static License.Terms terms(Invocation call, Instant now) {
    Tier tier = call.option("--tier", Tier::new).orElseThrow(() -> missing("--tier"));
    SortedSet<Feature> features =
        call.option("--features", IssueCommand::features).orElseThrow(() -> missing("--features"));
    OrgId org = call.option("--org", OrgId::new).orElse(OrgId.DEFAULT);
    Optional<Fingerprint> device = call.option("--device", Fingerprint::parse);
    Duration days = call.option("--days", SignedOutput::days).orElse(ONE_YEAR);
    Duration airGap = call.option("--air-gap", SignedOutput::days).orElse(License.DEFAULT_AIR_GAP);
    try {
      return new License.Terms(
          LicenseId.generate(new SystemRandom()),
          org,
          tier,
          features,
          now,
          now.plus(days),
          airGap,
          device);
    } catch (IllegalArgumentException impossible) {
      throw CommandFailed.usage(
          "Such a license cannot be signed", String.valueOf(impossible.getMessage()), "");
    }
  }

  private static SortedSet<Feature> features(String list) {
    SortedSet<Feature> features = new TreeSet<>();
    for (String name : list.split(",", -1)) {
      features.add(new Feature(name.strip()));
    }
    return features;
  }

  private static CommandFailed missing(String option) {
    return CommandFailed.usage(
        "Something is missing: " + option, "", "`opta license issue --help` shows what it takes");
  }
}
