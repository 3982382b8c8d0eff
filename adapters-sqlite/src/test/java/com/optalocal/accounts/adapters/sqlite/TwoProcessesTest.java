package com.optalocal.accounts.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.device.SqliteJoinTries;
import com.optalocal.accounts.adapters.sqlite.vault.SqliteVaultPins;
import com.optalocal.accounts.application.vault.VaultPinsContract;
import com.optalocal.accounts.domain.identity.People;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TwoProcessesTest {
  @TempDir Path folder;

  @Test
  void both_make_the_database_and_neither_moves_a_pin_back_or_loses_a_count() throws Exception {
    String file = folder.resolve("device.db").toString();
    try (ChildJvm odd = new ChildJvm(MovesPins.class, List.of(), file, "1");
        ChildJvm even = new ChildJvm(MovesPins.class, List.of(), file, "2")) {
      assertThat(odd.finish()).containsExactly("done");
      assertThat(even.finish()).containsExactly("done");
    }

    try (SqliteDatabase database = SqliteDatabase.openDevice(Path.of(file))) {
      assertThat(new SqliteVaultPins(database).load(People.ANA.id()))
          .contains(VaultPinsContract.pin(MovesPins.HIGHEST - 1));
      assertThat(new SqliteJoinTries(database).wrong(MovesPins.REQUEST))
          .isEqualTo(MovesPins.HIGHEST);
    }
  }

  @Test
  void flyway_is_loaded_for_a_new_database_only() throws Exception {
    String file = folder.resolve("device.db").toString();
    List<String> trace = List.of("-Xlog:class+load:stdout:tags");

    assertThat(flywayClasses(trace, file)).isNotEmpty();
    assertThat(flywayClasses(trace, file)).isEmpty();
  }

  private static List<String> flywayClasses(List<String> trace, String file) throws Exception {
    try (ChildJvm child = new ChildJvm(MovesPins.class, trace, file, "199")) {
      List<String> lines = child.finish();
      assertThat(lines).anyMatch(line -> line.contains(SqliteDatabase.class.getName()));
      return lines.stream().filter(line -> line.contains("org.flywaydb.")).toList();
    }
  }
}
