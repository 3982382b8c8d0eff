package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.identity.RecoveryCodes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Set;

public final class SqliteRecoveryCodes implements RecoveryCodes {
  private final SqliteDatabase database;

  public SqliteRecoveryCodes(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void replace(OrgId org, UserId user, Set<Hash> codes) {
    database.write(handle -> {
      handle
          .createUpdate("DELETE FROM recovery_code WHERE org_id = :org AND user_id = :user")
          .bind("org", org)
          .bind("user", user)
          .execute();
      for (Hash code : codes) {
        handle
            .createUpdate(
                """
                INSERT INTO recovery_code (org_id, user_id, code_hash)
                VALUES (:org, :user, :code)
                """)
            .bind("org", org)
            .bind("user", user)
            .bind("code", code)
            .execute();
      }
      return codes.size();
    });
  }

  @Override
  public boolean use(OrgId org, UserId user, Hash code) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    DELETE FROM recovery_code
                    WHERE org_id = :org AND user_id = :user AND code_hash = :code
                    """)
                .bind("org", org)
                .bind("user", user)
                .bind("code", code)
                .execute()
            == 1);
  }

  @Override
  public int left(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT count(*) FROM recovery_code WHERE org_id = :org AND user_id = :user")
            .bind("org", org)
            .bind("user", user)
            .mapTo(Integer.class)
            .one());
  }
}
