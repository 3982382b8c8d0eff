package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.identity.Mailbox;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;

public final class SqliteMailbox implements Mailbox {
  private final SqliteDatabase database;

  public SqliteMailbox(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void put(OrgId org, Letter letter) {
    database.write(handle -> {
      long number =
          handle
              .createQuery(
                  """
                  INSERT INTO mailbox (org_id, letter, at, address, subject, text)
                  VALUES
                    (:org,
                     coalesce((SELECT max(letter) FROM mailbox WHERE org_id = :org), 0) + 1,
                     :at, :to, :subject, :text)
                  RETURNING letter
                  """)
              .bind("org", org)
              .bind("at", letter.at())
              .bind("to", letter.to())
              .bind("subject", letter.subject())
              .bind("text", letter.text())
              .mapTo(Long.class)
              .one();
      return handle
          .createUpdate("DELETE FROM mailbox WHERE org_id = :org AND letter <= :before")
          .bind("org", org)
          .bind("before", number - KEPT)
          .execute();
    });
  }

  @Override
  public List<Letter> newest(OrgId org, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM mailbox WHERE org_id = :org ORDER BY letter DESC LIMIT :limit")
            .bind("org", org)
            .bind("limit", limit)
            .map(
                Row.as(row ->
                    new Letter(
                        row.instant("at"),
                        row.text("address"),
                        row.text("subject"),
                        row.text("text"))))
            .list());
  }
}
