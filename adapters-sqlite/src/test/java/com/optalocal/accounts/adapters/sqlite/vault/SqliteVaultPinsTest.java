package com.optalocal.accounts.adapters.sqlite.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.vault.VaultPins;
import com.optalocal.accounts.application.vault.VaultPinsContract;
import com.optalocal.accounts.domain.identity.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteVaultPinsTest extends VaultPinsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.device();

  @Override
  protected VaultPins pins() {
    return new SqliteVaultPins(open.database());
  }

  @Test
  void a_pin_survives_a_restart() {
    pins().advance(People.ANA.id(), pin(4));

    open.restart();

    assertThat(pins().load(People.ANA.id())).contains(pin(4));
  }

  @Test
  void another_connection_sees_a_pin_and_cannot_move_it_back() {
    try (SqliteDatabase other = SqliteDatabase.openDevice(open.file())) {
      VaultPins others = new SqliteVaultPins(other);
      pins().advance(People.ANA.id(), pin(4));
      others.advance(People.ANA.id(), pin(3));

      assertThat(others.load(People.ANA.id())).contains(pin(4));
      assertThat(pins().load(People.ANA.id())).contains(pin(4));
    }
  }
}
