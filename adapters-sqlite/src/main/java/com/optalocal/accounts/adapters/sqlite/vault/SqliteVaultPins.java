package com.optalocal.accounts.adapters.sqlite.vault;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.vault.VaultPins;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.vault.VaultPin;
import java.sql.SQLException;
import java.util.Optional;

/// One statement decides and writes, so that two processes cannot move a pin back between them.
public final class SqliteVaultPins implements VaultPins {
  private final SqliteDatabase database;

  /// @param database a device's
  public SqliteVaultPins(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<VaultPin> load(UserId user) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM vault_pin WHERE user_id = :user")
            .bind("user", user)
            .map(Row.as(SqliteVaultPins::pin))
            .findOne());
  }

  @Override
  public void advance(UserId user, VaultPin pin) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO vault_pin (user_id, vault_id, head_hash, epoch, seq, manifest_hash)
                VALUES (:user, :vault, :head, :epoch, :seq, :manifest)
                ON CONFLICT (user_id) DO UPDATE SET
                  vault_id = excluded.vault_id,
                  head_hash = excluded.head_hash,
                  epoch = excluded.epoch,
                  seq = excluded.seq,
                  manifest_hash = excluded.manifest_hash
                WHERE excluded.seq >= vault_pin.seq AND excluded.vault_id = vault_pin.vault_id
                """)
            .bind("user", user)
            .bind("vault", pin.vault())
            .bind("head", pin.head())
            .bind("epoch", pin.epoch())
            .bind("seq", pin.seq())
            .bind("manifest", pin.manifest())
            .execute());
  }

  private static VaultPin pin(Row row) throws SQLException {
    return new VaultPin(
        new VaultId(row.hash("vault_id")),
        row.hash("head_hash"),
        row.number("epoch"),
        row.number("seq"),
        row.hash("manifest_hash"));
  }
}
