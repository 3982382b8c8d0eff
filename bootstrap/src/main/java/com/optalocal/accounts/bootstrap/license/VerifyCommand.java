package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.license.LicenseJson;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.license.Issuer;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseAuthority;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.license.LicenseVerdict;
import com.optalocal.accounts.domain.license.LicenseVerifier;
import com.optalocal.accounts.domain.license.TrustAnchors;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `opta license verify`: reads a license and says whether it is genuine, with no network, no
/// daemon and nothing of this device.
///
/// Everybody's start depends on how little this touches: no JSON without `--json`, no patterns in
/// switches, no streams.
final class VerifyCommand implements Command {
  private static final int MAX_BYTES = 64 << 10;

  private record Genuine(License license, Instant keysEnd) {}

  @Override
  public Usage usage() {
    return Usage.of("Verify a license file offline")
        .about(
            "Reads the file and nothing of this device: a license that is good here may",
            "still be bound to another device, or taken back. For this one: opta license",
            "status.",
            "Ends with 7 if the license is not genuine, with 1 if it is but not good now.")
        .needs("FILE", "the license")
        .option("--keys", "FILE", "the key list; its root must be compiled in or be --key")
        .option("--key", "KEY", "the issuer's public key, or with --keys the root's")
        .option("--device", "KEY", "must be for this device, as in `opta license status`")
        .example("opta license verify pro.license --keys opta.keys")
        .example("opta license verify team.license --key KEY --json");
  }

  @Override
  public ExitCode run(Invocation call) {
    Optional<VerificationKey> key = call.option("--key", VerificationKey::parse);
    Optional<String> list = call.option("--keys");
    Optional<Fingerprint> device = call.option("--device", Fingerprint::parse);
    if (key.isEmpty() && list.isEmpty()) {
      throw CommandFailed.usage(
          "There is nothing to verify it against",
          "A file never vouches for the key that it was signed with",
          "Give the issuer's key list with --keys, or its public key with --key");
    }
    Note note = read(call.positional(0, "FILE", Path::of));
    Optional<Genuine> genuine =
        list.isPresent()
            ? byList(note, read(Path.of(list.get())), key)
            : byKey(note, key.orElseThrow());
    if (genuine.isEmpty()) {
      return show(call.terminal(), new LicenseVerdict.Forged());
    }
    License license = genuine.get().license();
    boolean elsewhere =
        device.isPresent()
            && license.terms().device().isPresent()
            && !license.terms().device().equals(device);
    return show(
        call.terminal(),
        elsewhere
            ? new LicenseVerdict.WrongDevice(license)
            : LicenseVerifier.judgeTerm(license, genuine.get().keysEnd(), Instant.now()));
  }

  private static Optional<Genuine> byKey(Note note, VerificationKey key) {
    License license;
    try {
      license = License.parse(note);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    // whoever names the key has decided that it may sign for this prefix
    Issuer issuer = new Issuer(license.terms().prefix(), Set.of(key));
    return LicenseVerifier.authentic(note, List.of(issuer)).isPresent()
        ? Optional.of(new Genuine(license, Instant.MAX))
        : Optional.empty();
  }

  private static Optional<Genuine> byList(
      Note note, Note listNote, Optional<VerificationKey> root) {
    Optional<LicenseKeys> keys = LicenseKeys.selfSigned(listNote);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    LicenseKeys list = keys.get();
    LicenseAuthority authority =
        root.isPresent()
            ? new LicenseAuthority(list.terms().prefix(), Set.of(root.get()))
            : TrustAnchors.VENDOR;
    if (!authority.prefix().equals(list.terms().prefix())
        || !authority.roots().contains(list.terms().root())) {
      return Optional.empty();
    }
    Optional<License> license = LicenseVerifier.authentic(note, List.of(list.issuer()));
    return license.isPresent()
        ? Optional.of(new Genuine(license.get(), list.terms().notAfter()))
        : Optional.empty();
  }

  private static ExitCode show(Terminal terminal, LicenseVerdict verdict) {
    if (terminal.isJson()) {
      terminal.json(
          JsonValue.fields()
              .put("ok", verdict.isUsable())
              .putAll(LicenseJson.verdict(verdict))
              .build());
    }
    if (verdict instanceof LicenseVerdict.Active active) {
      terminal.done("Genuine: " + active.license().product());
      describe(terminal, active.license());
      return ExitCode.OK;
    }
    if (verdict instanceof LicenseVerdict.Grace grace) {
      terminal.done("Genuine: " + grace.license().product());
      terminal.warn("It is over, and tolerated until " + grace.until());
      describe(terminal, grace.license());
      return ExitCode.OK;
    }
    if (verdict instanceof LicenseVerdict.NotYetValid early) {
      terminal.bad("Genuine, but good only from " + early.from());
      describe(terminal, early.license());
      return ExitCode.FAILED;
    }
    if (verdict instanceof LicenseVerdict.Expired over) {
      terminal.bad("Genuine, but over");
      describe(terminal, over.license());
      return ExitCode.FAILED;
    }
    if (verdict instanceof LicenseVerdict.WrongDevice other) {
      terminal.bad("Genuine, but for another device");
      describe(terminal, other.license());
      return ExitCode.INTEGRITY;
    }
    terminal.bad("Not genuine");
    terminal.line("It was changed, or not signed by that issuer for these features");
    terminal.line("Get it again from whoever issued it");
    return ExitCode.INTEGRITY;
  }

  private static void describe(Terminal terminal, License license) {
    License.Terms terms = license.terms();
    String features = terms.features().toString(); // in brackets, as status shows them
    terminal.line("License: " + license.id());
    terminal.line("Organization: " + terms.org());
    terminal.line("Features: " + features);
    terminal.line("Issued: " + terms.issued());
    terminal.line("Ends: " + terms.notAfter());
    terminal.line("Air gap: " + terms.airGap().toDays() + " days");
    terminal.line(terms.device().isPresent() ? "Device: " + terms.device().get() : "Device: any");
  }

  private static Note read(Path file) {
    byte[] bytes;
    try {
      bytes = LicenseFiles.read(file, MAX_BYTES);
    } catch (IOException unreadable) {
      throw LicenseFiles.unreadable(file);
    }
    try {
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException("it is too long");
      }
      return Note.parse(bytes);
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailed(
          ExitCode.INTEGRITY,
          "forged",
          "Not genuine: the file is no signed note",
          String.valueOf(malformed.getMessage()),
          "Get it again from whoever issued it");
    }
  }
}
