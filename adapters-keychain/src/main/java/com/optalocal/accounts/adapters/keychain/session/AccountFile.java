package com.optalocal.accounts.adapters.keychain.session;

import com.optalocal.accounts.adapters.keychain.IndentedJson;
import com.optalocal.accounts.adapters.keychain.PrivateFolder;
import com.optalocal.accounts.adapters.keychain.StrictJson;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.AccountRecord;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.session.AccountSummary;
import com.optalocal.accounts.domain.session.HeldSession;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `account.json` in the config folder: who is signed in, for people and programs that look there.
///
/// Its fields are `project`, `session` (`access_token`, `refresh_token`, `token_type`,
/// `expires_in`, `expires_at` in seconds), `user` (`id`, `email`, `name`, `created_at`),
/// `updatedAt` and `deviceId`. Both tokens are absent unless the custody is `plain-file`. Reading
/// skips fields that it does not know and never reads a token.
///
/// It is a view: [LocalSessionCustody] keeps the session itself, and its being here is what makes
/// the session count.
public final class AccountFile implements AccountRecord {
  static final String NAME = "account.json";
  private static final int MAX_BYTES = 64 * 1024;
  private final PrivateFolder folder;

  public AccountFile(PrivateFolder folder) {
    this.folder = folder;
  }

  @Override
  public Optional<AccountSummary> read() {
    Optional<byte[]> bytes = folder.read(NAME, MAX_BYTES);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try (StrictJson json = new StrictJson(bytes.get())) {
      return Optional.of(new Fields().read(json));
    } catch (StrictJson.Malformed | IllegalArgumentException e) {
      throw new CustodyUnavailable(
          CustodyUnavailable.Reason.DAMAGED,
          folder.path(NAME) + "; remove it and sign in again: opta login");
    } finally {
      Arrays.fill(bytes.get(), (byte) 0);
    }
  }

  /// @param before runs when the new file is on the disk and not yet in its place
  void write(HeldSession held, Optional<DeviceId> device, boolean withTokens, Runnable before) {
    byte[] json = json(held, device, withTokens);
    try {
      folder.write(NAME, json, before);
    } finally {
      Arrays.fill(json, (byte) 0);
    }
  }

  void delete() {
    folder.delete(NAME);
  }

  /// What [#read] will answer once `held` is written: seconds and milliseconds, not more.
  static AccountSummary summary(HeldSession held, Optional<DeviceId> device) {
    User user = held.issued().user();
    return new AccountSummary(
        held.project(),
        new User(
            user.id(),
            user.email(),
            user.phone(),
            user.name(),
            UtcText.parse(UtcText.of(user.createdAt()))),
        Instant.ofEpochSecond(held.issued().expiresAt().getEpochSecond()),
        UtcText.parse(UtcText.of(held.updatedAt())),
        device);
  }

  private static byte[] json(HeldSession held, Optional<DeviceId> device, boolean withTokens) {
    var issued = held.issued();
    User user = issued.user();
    return IndentedJson.write(json -> {
      json.writeStringProperty("project", held.project().value());
      json.writeObjectPropertyStart("session");
      if (withTokens) { // JSON takes strings; these two cannot be wiped
        json.writeStringProperty("access_token", issued.accessToken().reveal());
        json.writeStringProperty("refresh_token", issued.refreshToken().reveal());
      }
      json.writeStringProperty("token_type", "bearer");
      json.writeNumberProperty(
          "expires_in", issued.expiresAt().getEpochSecond() - issued.issuedAt().getEpochSecond());
      json.writeNumberProperty("expires_at", issued.expiresAt().getEpochSecond());
      json.writeEndObject();
      json.writeObjectPropertyStart("user");
      json.writeStringProperty("id", user.id().value());
      json.writeStringProperty("email", user.email().map(Email::value).orElse(""));
      user.phone().ifPresent(phone -> json.writeStringProperty("phone", phone.value()));
      user.name().ifPresent(name -> json.writeStringProperty("name", name.value()));
      json.writeStringProperty("created_at", UtcText.of(user.createdAt()));
      json.writeEndObject();
      json.writeStringProperty("updatedAt", UtcText.of(held.updatedAt()));
      device.ifPresent(id -> json.writeStringProperty("deviceId", id.value()));
    });
  }

  /// The file's fields while it is being read.
  private static final class Fields {
    private @Nullable ProjectRef project;
    private @Nullable Instant expiresAt;
    private @Nullable User user;
    private @Nullable Instant updatedAt;
    private @Nullable DeviceId device;

    AccountSummary read(StrictJson json) throws StrictJson.Malformed {
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "project" -> project = new ProjectRef(json.text());
          case "session" -> readSession(json);
          case "user" -> user = readUser(json);
          case "updatedAt" -> updatedAt = UtcText.parse(json.text());
          case "deviceId" -> device = new DeviceId(json.text());
          default -> json.skip();
        }
      }
      json.end();
      if (project == null || expiresAt == null || user == null || updatedAt == null) {
        throw new StrictJson.Malformed("a field is missing");
      }
      return new AccountSummary(project, user, expiresAt, updatedAt, Optional.ofNullable(device));
    }

    private void readSession(StrictJson json) throws StrictJson.Malformed {
      json.enter();
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "expires_at" -> expiresAt = seconds(json.integer());
          case "token_type" -> {
            if (!json.text().equalsIgnoreCase("bearer")) {
              throw new StrictJson.Malformed("another type of token");
            }
          }
          default -> json.skip();
        }
      }
    }

    private static Instant seconds(long epochSecond) throws StrictJson.Malformed {
      if (epochSecond < 0 || epochSecond > 253_402_300_799L) {
        throw new StrictJson.Malformed("not in the years to 9999");
      }
      return Instant.ofEpochSecond(epochSecond);
    }

    /// An address that there is not stands as an empty text.
    private static Optional<String> address(String text) {
      return Optional.of(text).filter(written -> !written.isEmpty());
    }

    private static User readUser(StrictJson json) throws StrictJson.Malformed {
      json.enter();
      @Nullable UserId id = null;
      @Nullable String email = null;
      Optional<Phone> phone = Optional.empty();
      @Nullable DisplayName name = null;
      Instant createdAt = Instant.EPOCH; // where an older file does not say
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "id" -> id = new UserId(json.text());
          case "email" -> email = json.text();
          case "phone" -> phone = address(json.text()).map(Phone::new);
          case "name" -> name = new DisplayName(json.text());
          case "created_at" -> createdAt = UtcText.parse(json.text());
          default -> json.skip();
        }
      }
      if (id == null || email == null) {
        throw new StrictJson.Malformed("the user is incomplete");
      }
      return new User(
          id, address(email).map(Email::new), phone, Optional.ofNullable(name), createdAt);
    }
  }
}
