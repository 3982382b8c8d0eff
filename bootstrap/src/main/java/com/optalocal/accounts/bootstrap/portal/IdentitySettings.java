package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.adapters.http.identity.SmtpServer;
import com.optalocal.accounts.adapters.http.identity.Webhook;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.settings.Setting;
import com.optalocal.accounts.bootstrap.settings.Settings;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.identity.AccountRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What the operator decided about accounts and messages. Without a mail server or a webhook
/// messages stay on this machine, and addresses count without proof: nobody but the operator could
/// give it.
///
/// @param pause how soon one address gets a message again
record IdentitySettings(
    AccountRules rules,
    Optional<SmtpServer> smtp,
    Optional<Webhook> webhook,
    Duration pause,
    Optional<Path> breached) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_SECRET_BYTES = 4096;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /// @throws CommandFailed if they do not go together, or a file that they name cannot be used
  static IdentitySettings of(Settings settings) {
    Optional<String> smtp = text(settings, Setting.MESSAGES_SMTP);
    Optional<String> webhook = text(settings, Setting.MESSAGES_WEBHOOK);
    if (smtp.isPresent() && webhook.isPresent()) {
      throw CommandFailed.unusable(
          Setting.MESSAGES_WEBHOOK.key(),
          "messages go out by one way",
          "Keep " + Setting.MESSAGES_SMTP.key() + " or " + Setting.MESSAGES_WEBHOOK.key());
    }
    boolean goOut = smtp.isPresent() || webhook.isPresent();
    return new IdentitySettings(
        new AccountRules(
            !isOn(settings, Setting.ACCOUNTS_EMAIL_PROOF, goOut),
            !isOn(settings, Setting.ACCOUNTS_PHONE_PROOF, goOut),
            isOn(settings, Setting.ACCOUNTS_PHONES, true),
            isOn(settings, Setting.ACCOUNTS_GUESTS, false),
            isOn(settings, Setting.ACCOUNTS_SECURE_EMAIL_CHANGE, true),
            isOn(settings, Setting.ACCOUNTS_REAUTHENTICATE, false),
            Duration.ofMinutes(number(settings, Setting.MESSAGES_LIFETIME_MINUTES))),
        smtp.map(url -> smtp(settings, url)),
        webhook.map(url -> webhook(settings, url)),
        Duration.ofSeconds(number(settings, Setting.MESSAGES_PAUSE_SECONDS)),
        text(settings, Setting.PASSWORDS_BREACHED).map(Path::of));
  }

  private static SmtpServer smtp(Settings settings, String url) {
    try {
      return SmtpServer.parse(
          url,
          text(settings, Setting.MESSAGES_SMTP_PASSWORD_FILE)
              .map(file -> secret(Setting.MESSAGES_SMTP_PASSWORD_FILE, file)),
          text(settings, Setting.MESSAGES_FROM).orElseThrow(),
          TIMEOUT);
    } catch (IllegalArgumentException unusable) {
      throw unusable(Setting.MESSAGES_SMTP, unusable);
    }
  }

  private static Webhook webhook(Settings settings, String url) {
    String file =
        text(settings, Setting.MESSAGES_WEBHOOK_SECRET_FILE)
            .orElseThrow(() ->
                CommandFailed.unusable(
                    Setting.MESSAGES_WEBHOOK.key(),
                    "a webhook needs a shared secret",
                    "Name its file: " + Setting.MESSAGES_WEBHOOK_SECRET_FILE.key()));
    try {
      return new Webhook(
          URI.create(url), secret(Setting.MESSAGES_WEBHOOK_SECRET_FILE, file), TIMEOUT);
    } catch (IllegalArgumentException unusable) {
      throw unusable(Setting.MESSAGES_WEBHOOK, unusable);
    }
  }

  /// The file's content without the line's end.
  private static SecretBytes secret(Setting setting, String file) {
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          || !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
          || Files.size(path) > MAX_SECRET_BYTES) {
        throw new IOException("it is a link, readable by others or too large");
      }
      byte[] content = Files.readAllBytes(path);
      int length = content.length;
      while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
        length--;
      }
      SecretBytes secret = new SecretBytes(Arrays.copyOf(content, length));
      Arrays.fill(content, (byte) 0);
      return secret;
    } catch (IOException unusable) {
      throw CommandFailed.unusable(
          setting.key(),
          "the file is missing, a link, readable by others or too large",
          "Put the secret into a file of mode 0600 and name it there");
    }
  }

  private static CommandFailed unusable(Setting setting, IllegalArgumentException why) {
    return CommandFailed.unusable(
        setting.key(), String.valueOf(why.getMessage()), "See docs/auth-v1.md");
  }

  private static boolean isOn(Settings settings, Setting setting, boolean otherwise) {
    return text(settings, setting).map("on"::equals).orElse(otherwise);
  }

  private static int number(Settings settings, Setting setting) {
    return Integer.parseInt(text(settings, setting).orElseThrow());
  }

  private static Optional<String> text(Settings settings, Setting setting) {
    return settings.find(setting).map(Settings.Origin::value);
  }
}
