package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.keychain.SealedSigningKey;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.file.Path;

/// `opta license keygen`: a key that signs licenses, or the list of such keys, in a file of its
/// own.
final class KeygenCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Make an issuer's key file, sealed under a passphrase")
        .about(KeyFile.ABOUT, KeyFile.ABOUT_MORE)
        .needs("FILE", "where the key goes; a file that is there is never written over")
        .example("opta license keygen acme.key");
  }

  @Override
  public ExitCode run(Invocation call) {
    Path file = call.positional(0, "FILE", Path::of);
    try (SecretBytes passphrase = KeyFile.newPassphrase(call);
        SigningKey key = SigningKey.generate(new SystemRandom())) {
      LicenseFiles.createPrivate(file, SealedSigningKey.seal(key, passphrase, new SystemRandom()));
      String publicKey = key.verificationKey().toString();
      call.terminal().done("Made a key: " + file.getFileName());
      call.terminal().line("Public key: " + call.terminal().copyable(publicKey));
      call.terminal().next("Let it issue licenses: ", "opta license keys " + file.getFileName());
      call.terminal()
          .json(
              JsonValue.fields()
                  .put("ok", true)
                  .put("publicKey", publicKey)
                  .put("fingerprint", key.verificationKey().fingerprint().toString())
                  .build());
    }
    return ExitCode.OK;
  }
}
