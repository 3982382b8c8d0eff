package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.MalformedJson;
import com.optalocal.accounts.adapters.http.identity.ProviderSettings;
import com.optalocal.accounts.adapters.http.identity.ProviderSettings.ClientKey;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.identity.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `providers.json` beside `config.json`: the OpenID Connect providers that people can sign in
/// with, by name. `google` and `apple` know their addresses; every other one has an `issuer`.
/// Secrets are never in it: it names a file, or a variable. What it does not know, it refuses.
final class ProvidersFile {
  private static final String LINKING = "linking";
  private static final int MAX_SECRET_BYTES = 8192;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<String> OWN = Set.of("email", "phone", LINKING);
  private static final Set<String> SHARED =
      Set.of("client-id", "client-secret-file", "client-secret-env");
  private static final Set<String> APPLE = Set.of("client-id", "team-id", "key-id", "key-file");
  private static final Set<String> ANY =
      Set.of(
          "issuer",
          "client-id",
          "client-secret-file",
          "client-secret-env",
          "scopes",
          "groups-claim",
          "label");

  private final Path file;
  private final Environment environment;

  ProvidersFile(Home home, Environment environment) {
    this.file = home.config().resolve("providers.json");
    this.environment = environment;
  }

  /// What it says.
  ///
  /// @param linking whether users link and unlink identities by themselves; its key is `linking`
  record Content(List<ProviderSettings> providers, boolean linking) {
    Content {
      providers = List.copyOf(providers);
    }
  }

  /// @throws CommandFailed if it cannot be used
  Content read() {
    List<ProviderSettings> all = new ArrayList<>();
    boolean linking = true;
    for (Map.Entry<String, JsonValue> member : document().members().entrySet()) {
      String name = member.getKey();
      try {
        if (name.equals(LINKING) && member.getValue() instanceof JsonValue.Flag(var on)) {
          linking = on;
          continue;
        }
        if (OWN.contains(name) || !(member.getValue() instanceof JsonValue.Fields fields)) {
          throw new IllegalArgumentException("a provider is an object, and not the portal's own");
        }
        all.add(provider(name, fields));
      } catch (IllegalArgumentException refused) {
        throw CommandFailed.usage(
            "A provider in providers.json cannot be used",
            String.valueOf(refused.getMessage()),
            "Correct " + file);
      }
    }
    return new Content(all, linking);
  }

  private ProviderSettings provider(String name, JsonValue.Fields fields) {
    return switch (name) {
      case "google" -> {
        requireOnly(SHARED, fields);
        yield ProviderSettings.google(
            text(fields, "client-id"),
            secret(fields).orElseThrow(() -> missing("client-secret-file")));
      }
      case "apple" -> {
        requireOnly(APPLE, fields);
        yield ProviderSettings.apple(
            text(fields, "client-id"),
            new ClientKey.Signed(
                text(fields, "team-id"),
                text(fields, "key-id"),
                new SecretBytes(content(text(fields, "key-file")))));
      }
      default -> {
        requireOnly(ANY, fields);
        yield new ProviderSettings(
            new Provider(name),
            fields.text("label").orElse(name),
            URI.create(text(fields, "issuer")),
            text(fields, "client-id"),
            secret(fields).<ClientKey>map(ClientKey.Shared::new).orElseGet(ClientKey.None::new),
            List.of(fields.text("scopes").orElse("openid email profile").split(" +", -1)),
            fields.text("groups-claim"),
            false);
      }
    };
  }

  private Optional<BearerSecret> secret(JsonValue.Fields fields) {
    Optional<String> named = fields.text("client-secret-file");
    if (named.isPresent()) {
      String text = new String(content(named.get()), StandardCharsets.UTF_8);
      return Optional.of(BearerSecret.presented(text.strip()));
    }
    return fields
        .text("client-secret-env")
        .map(variable ->
            BearerSecret.presented(
                environment
                    .variable(variable)
                    .orElseThrow(() ->
                        new IllegalArgumentException("client-secret-env names no variable"))));
  }

  /// What a file holds that only its owner can read; its name is as seen from `providers.json`.
  private byte[] content(String name) {
    Path secret = file.resolveSibling(name);
    try {
      if (!Files.isRegularFile(secret, LinkOption.NOFOLLOW_LINKS)
          || Files.size(secret) > MAX_SECRET_BYTES
          || !OWNER_ONLY.containsAll(
              Files.getPosixFilePermissions(secret, LinkOption.NOFOLLOW_LINKS))) {
        throw new IllegalArgumentException(
            "a secret's file is a link, too large or readable by others; run chmod 600 on it");
      }
      return Files.readAllBytes(secret);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("a secret's file cannot be read", unreadable);
    }
  }

  private static String text(JsonValue.Fields fields, String key) {
    return fields.text(key).orElseThrow(() -> missing(key));
  }

  private static IllegalArgumentException missing(String key) {
    return new IllegalArgumentException("it needs " + key);
  }

  private static void requireOnly(Set<String> known, JsonValue.Fields fields) {
    if (!known.containsAll(fields.members().keySet())) {
      throw new IllegalArgumentException(
          "it has a key that does not exist; known: "
              + String.join(", ", known.stream().sorted().toList()));
    }
  }

  private JsonValue.Fields document() {
    try {
      return JsonText.readFields(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return JsonValue.Fields.NONE;
    } catch (MalformedJson | IOException unreadable) {
      throw CommandFailed.usage(
          "providers.json cannot be read", "It is no JSON object", "Correct " + file);
    }
  }
}
