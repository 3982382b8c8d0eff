package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.note.VerificationKey;

/// `opta license trust`: pins a self-hoster's root on this device.
final class TrustCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Believe a self-hosted issuer on this device")
        .about(
            "This device signs the choice with its own key. It reaches the features under",
            "that prefix and no others. Take the key from whoever made it, not from the",
            "portal.")
        .needs("ROOT", "the root's public key, as `opta license keygen` printed it")
        .option("--prefix", "NAME", "whose features, as in acme (needed)")
        .example("opta license trust ROOT --prefix acme");
  }

  @Override
  public ExitCode run(Invocation call) {
    VerificationKey root = call.positional(0, "ROOT", VerificationKey::parse);
    FeaturePrefix prefix =
        call.option("--prefix", FeaturePrefix::own)
            .orElseThrow(() ->
                CommandFailed.usage(
                    "Something is missing: --prefix",
                    "",
                    "`opta license trust --help` shows what it takes"));
    JsonValue.Fields trusted =
        DaemonAccess.of(call)
            .call(
                "license.trust",
                JsonValue.fields()
                    .put("prefix", prefix.value())
                    .put("root", root.toString())
                    .build());
    call.terminal().done("This device believes that root for features under " + prefix + "/");
    call.terminal().next("Fetch its licenses: ", "opta license refresh");
    call.terminal().json(trusted);
    return ExitCode.OK;
  }
}
