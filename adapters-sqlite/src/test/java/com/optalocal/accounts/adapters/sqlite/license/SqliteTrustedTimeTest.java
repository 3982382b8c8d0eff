package com.optalocal.accounts.adapters.sqlite.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.license.TrustedTime;
import com.optalocal.accounts.application.license.TrustedTimeContract;
import com.optalocal.accounts.domain.license.SealedMark;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteTrustedTimeTest extends TrustedTimeContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.device();

  @Override
  protected TrustedTime time() {
    return new SqliteTrustedTime(open.database());
  }

  @Test
  void a_mark_survives_a_restart() {
    time().keep(ANA, VENDOR, sealed(VENDOR, 7, 1));

    open.restart();

    assertThat(time().find(ANA, VENDOR)).contains(sealed(VENDOR, 7, 1));
  }

  /// What somebody does who has the file and SQLite's shell.
  private void edit(String sql) throws SQLException {
    open.database().close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + open.file());
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
    open.restart();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE trusted_time SET highest = highest - 86400000",
        "UPDATE trusted_time SET highest = highest + 1000",
        "UPDATE trusted_time SET last_contact = last_contact + 86400000",
        "UPDATE trusted_time SET keys_version = keys_version - 1",
        "UPDATE trusted_time SET licenses = 'none'",
        "UPDATE trusted_time SET licenses = 'lic_00000000000000000000000000'",
        "UPDATE trusted_time SET licenses = 'rubbish'",
        "UPDATE trusted_time SET highest = 9223372036854775807",
        "UPDATE trusted_time SET tag = zeroblob(32)",
        "DELETE FROM trusted_time",
      })
  void a_mark_that_was_edited_in_the_file_does_not_open(String sql) throws SQLException {
    time().keep(ANA, VENDOR, sealed(VENDOR, 7, 1));
    assertThat(time().find(ANA, VENDOR).filter(this::opens)).isPresent();

    edit(sql);

    Optional<SealedMark> opened = time().find(ANA, VENDOR).filter(this::opens);
    assertThat(opened).isEmpty();
  }
}
