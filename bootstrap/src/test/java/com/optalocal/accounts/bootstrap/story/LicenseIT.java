package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonValue;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A self-hoster's license from the key to the feature, with the real programs.
class LicenseIT {
  private static final String PASSPHRASE = "a passphrase for one test\n";
  private final RunningPortal portal = RunningPortal.start();
  private final Machine laptop = Machine.withPortal(portal.url());

  @AfterEach
  void stop() {
    laptop.close();
    portal.close();
  }

  private JsonValue.Fields status() {
    return laptop.opta("account", "status", "--json").succeeded().json();
  }

  private Optional<String> state() {
    return laptop
        .opta("license", "status", "--json")
        .succeeded()
        .json()
        .fields("license")
        .flatMap(license -> license.text("state"));
  }

  @Test
  void from_the_key_to_the_feature_and_back() throws SQLException {
    portal.signUpOwner(TwoDevices.EMAIL, TwoDevices.PASSWORD);
    TwoDevices.login(laptop, "laptop").succeeded();
    assertThat(status().find("license")).isEmpty();
    assertThat(laptop.opta("license", "refresh").exit()).isEqualTo(1);

    String root =
        laptop
            .optaWith(PASSPHRASE, "license", "keygen", "acme.key", "--json")
            .succeeded()
            .json()
            .text("publicKey")
            .orElseThrow();
    String timeKey =
        laptop.opta("license", "list", "--json").succeeded().json().text("timeKey").orElseThrow();
    String[] sign = {
      "license", "keys", "acme.key", "--prefix", "acme", "--time-key", timeKey, "--out", "acme.keys"
    };
    laptop.optaWith(PASSPHRASE, sign).succeeded();
    String[] issue = {
      "license", "issue", "acme.key", "--tier", "team", "--features", "acme/robot", "--out", "t.lic"
    };
    laptop.optaWith(PASSPHRASE, issue).succeeded();
    assertThat(laptop.opta("license", "publish", "t.lic").exit()).isEqualTo(7);
    laptop.opta("license", "publish", "acme.keys").succeeded();
    String id =
        laptop
            .opta("license", "publish", "t.lic", "--json")
            .succeeded()
            .json()
            .text("id")
            .orElseThrow();
    assertThat(laptop.opta("license", "publish", "t.lic").exit()).isEqualTo(6);

    laptop.opta("license", "trust", root, "--prefix", "acme").succeeded();
    laptop.opta("license", "refresh").succeeded();
    assertThat(laptop.opta("account", "status").succeeded().out())
        .contains(
            "License: Acme Team (Active)",
            "Air-Gap Validity: 14 days remaining",
            "Features Unlocked: [acme/robot]");

    portal.stop();
    laptop.opta("daemon", "stop").succeeded();
    assertThat(status().fields("license").flatMap(license -> license.text("state")))
        .contains("active");

    laptop.opta("daemon", "stop").succeeded();
    edit("UPDATE trusted_time SET last_contact = last_contact + 864000000");
    assertThat(state()).contains("expired");

    portal.restart();
    laptop.opta("account", "sync").succeeded();
    assertThat(state()).contains("active");
    laptop.opta("license", "revoke", id).succeeded();
    laptop.opta("license", "refresh").succeeded();
    assertThat(state()).isEmpty();
    assertThat(laptop.opta("audit", "list").succeeded().out())
        .contains("license.keys-published", "license.issued", "license.revoked");
  }

  private void edit(String sql) throws SQLException {
    Path file = laptop.home().resolve(".local/share/opta/device.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
