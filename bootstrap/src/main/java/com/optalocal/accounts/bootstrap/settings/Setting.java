package com.optalocal.accounts.bootstrap.settings;

import com.optalocal.accounts.adapters.http.identity.RelyingParty;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.domain.redirect.RedirectPolicy;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Everything that can be set. The keys and the variables are part of the program's contract.
public enum Setting {
  PORTAL(
      "portal",
      "OPTA_PORTAL",
      Optional.of(PortalUrl.PUBLIC.value()),
      "https://accounts.example.com") {
    @Override
    void require(String value) {
      var checked = new PortalUrl(value);
      assert checked.value().equals(value);
    }
  },
  PORTAL_PORT("portal.port", "OPTA_HTTP_PORT", Optional.of("7410"), "8080") {
    @Override
    void require(String value) {
      if (!value.matches("[1-9][0-9]{3,4}")
          || Integer.parseInt(value) < 1024
          || Integer.parseInt(value) > 65_535) {
        throw new IllegalArgumentException("a port is a number from 1024 to 65535");
      }
    }
  },
  REDIRECTS_ALLOW(
      "redirects.allow", "OPTA_REDIRECTS_ALLOW", Optional.of("*.optalocal.com"), "*.example.com") {
    @Override
    void require(String value) {
      var checked = RedirectPolicy.parse(value);
      assert checked != null;
    }
  },
  MESSAGES_SMTP(
      "messages.smtp", "OPTA_MESSAGES_SMTP", Optional.empty(), "smtps://opta@mail.example.com") {
    @Override
    void require(String value) {
      requireLine(value);
    }
  },
  MESSAGES_SMTP_PASSWORD_FILE(
      "messages.smtp.password-file",
      "OPTA_MESSAGES_SMTP_PASSWORD_FILE",
      Optional.empty(),
      "/etc/opta/smtp-password") {
    @Override
    void require(String value) {
      requireLine(value);
    }
  },
  MESSAGES_FROM(
      "messages.from",
      "OPTA_MESSAGES_FROM",
      Optional.of("opta@localhost"),
      "accounts@example.com") {
    @Override
    void require(String value) {
      requireLine(value);
    }
  },
  MESSAGES_WEBHOOK(
      "messages.webhook",
      "OPTA_MESSAGES_WEBHOOK",
      Optional.empty(),
      "https://example.com/messages") {
    @Override
    void require(String value) {
      requireLine(value);
    }
  },
  MESSAGES_WEBHOOK_SECRET_FILE(
      "messages.webhook.secret-file",
      "OPTA_MESSAGES_WEBHOOK_SECRET_FILE",
      Optional.empty(),
      "/etc/opta/webhook-secret") {
    @Override
    void require(String value) {
      requireLine(value);
    }
  },
  MESSAGES_PAUSE_SECONDS(
      "messages.pause-seconds", "OPTA_MESSAGES_PAUSE_SECONDS", Optional.of("60"), "60") {
    @Override
    void require(String value) {
      requireNumber(value, 0, 3600);
    }
  },
  MESSAGES_LIFETIME_MINUTES(
      "messages.lifetime-minutes", "OPTA_MESSAGES_LIFETIME_MINUTES", Optional.of("60"), "60") {
    @Override
    void require(String value) {
      requireNumber(value, 1, 1440);
    }
  },
  ACCOUNTS_EMAIL_PROOF(
      "accounts.email-proof", "OPTA_ACCOUNTS_EMAIL_PROOF", Optional.empty(), "on") {
    @Override
    void require(String value) {
      requireSwitch(value);
    }
  },
  ACCOUNTS_PHONE_PROOF(
      "accounts.phone-proof", "OPTA_ACCOUNTS_PHONE_PROOF", Optional.empty(), "on") {
    @Override
    void require(String value) {
      requireSwitch(value);
    }
  },
  ACCOUNTS_PHONES("accounts.phones", "OPTA_ACCOUNTS_PHONES", Optional.of("on"), "off") {
    @Override
    void require(String value) {
      requireSwitch(value);
    }
  },
  ACCOUNTS_GUESTS("accounts.guests", "OPTA_ACCOUNTS_GUESTS", Optional.of("off"), "on") {
    @Override
    void require(String value) {
      requireSwitch(value);
    }
  },
  ACCOUNTS_SECURE_EMAIL_CHANGE(
      "accounts.secure-email-change",
      "OPTA_ACCOUNTS_SECURE_EMAIL_CHANGE",
      Optional.of("on"),
      "off") {
    @Override
    void require(String value) {
      requireSwitch(value);
    }
  },
  ACCOUNTS_REAUTHENTICATE(
      "accounts.reauthenticate", "OPTA_ACCOUNTS_REAUTHENTICATE", Optional.of("off"), "on") {
    @Override
    void require(String value) {
      requireSwitch(value);
    }
  },
  PASSWORDS_BREACHED(
      "passwords.breached",
      "OPTA_PASSWORDS_BREACHED",
      Optional.empty(),
      "/usr/share/opta/breached.txt") {
    @Override
    void require(String value) {
      requireLine(value);
    }
  },
  PASSKEYS("passkeys", "OPTA_PASSKEYS", Optional.of("on"), "off") {
    @Override
    void require(String value) {
      requireSwitch(value);
    }
  },
  PASSKEYS_ORIGINS(
      "passkeys.origins", "OPTA_PASSKEYS_ORIGINS", Optional.empty(), "https://app.example.com") {
    @Override
    void require(String value) {
      for (String origin : value.split(",", -1)) {
        RelyingParty.requireOrigin(origin);
      }
    }
  },
  KEYS_OS_KEYCHAIN("keys.os-keychain", "OPTA_KEYS_OS_KEYCHAIN", Optional.of("on"), "off") {
    @Override
    void require(String value) {
      requireSwitch(value);
    }
  };

  private static final int MAX_LINE = 1024;

  private final String key;
  private final String variable;
  private final Optional<String> builtIn;
  private final String example;

  Setting(String key, String variable, Optional<String> builtIn, String example) {
    this.example = example;
    this.key = key;
    this.variable = variable;
    this.builtIn = builtIn;
  }

  private static void requireSwitch(String value) {
    if (!value.equals("on") && !value.equals("off")) {
      throw new IllegalArgumentException("it is `on` or `off`");
    }
  }

  /// Its name in `config.json` and in `opta config`.
  public String key() {
    return key;
  }

  /// The environment variable that wins over the file.
  public String variable() {
    return variable;
  }

  public Optional<String> builtIn() {
    return builtIn;
  }

  /// @throws IllegalArgumentException if `value` is none for this setting
  abstract void require(String value);

  /// `value`, if it can be one.
  ///
  /// @param given where it was given, as in `--port`
  public String check(String value, String given) {
    try {
      require(value);
      return value;
    } catch (IllegalArgumentException refused) {
      throw CommandFailed.unusable(
          given, String.valueOf(refused.getMessage()), "A value that can be used: " + example);
    }
  }

  public static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }

  private static void requireNumber(String value, int least, int most) {
    if (!value.matches("0|[1-9][0-9]{0,6}")
        || Integer.parseInt(value) < least
        || Integer.parseInt(value) > most) {
      throw new IllegalArgumentException("it is a number from " + least + " to " + most);
    }
  }

  private static void requireLine(String value) {
    if (value.isBlank()
        || value.length() > MAX_LINE
        || value.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("it is one line of text");
    }
  }
}
