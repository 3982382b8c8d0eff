package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.audit.Cosignatures;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.List;

/// Cosignatures in the portal's database.
public final class SqliteCosignatures implements Cosignatures {
  private final SqliteDatabase database;

  /// @param database the portal's
  public SqliteCosignatures(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void keep(AuditLogId log, Cosigned cosigned) {
    int rows =
        database.write(handle -> {
          int kept =
              handle
                  .createUpdate(
                      """
                      INSERT INTO audit_cosignature (org_id, witness, size, line)
                      VALUES (:log, :witness, :size, :line)
                      ON CONFLICT (org_id, witness, size) DO NOTHING
                      """)
                  .bind("log", log)
                  .bind("witness", cosigned.witness().toString())
                  .bind("size", cosigned.size())
                  .bind("line", cosigned.line().line())
                  .execute();
          return kept
              + handle
                  .createUpdate(
                      """
                      DELETE FROM audit_cosignature
                      WHERE org_id = :log AND witness = :witness AND size < (
                        SELECT min(size) FROM (
                          SELECT size FROM audit_cosignature
                          WHERE org_id = :log AND witness = :witness
                          ORDER BY size DESC LIMIT :kept))
                      """)
                  .bind("log", log)
                  .bind("witness", cosigned.witness().toString())
                  .bind("kept", KEPT)
                  .execute();
        });
    assert rows >= 0;
  }

  @Override
  public List<Cosigned> covering(AuditLogId log, long index) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT witness, size, line FROM audit_cosignature
                WHERE org_id = :log AND size > :index ORDER BY size, witness
                """)
            .bind("log", log)
            .bind("index", index)
            .map(
                Row.as(row ->
                    new Cosigned(
                        VerifierKey.parse(row.text("witness")),
                        row.number("size"),
                        NoteSignature.parse(row.text("line")))))
            .list());
  }

  @Override
  public int witnesses(AuditLogId log) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT count(DISTINCT witness) AS known FROM audit_cosignature
                WHERE org_id = :log AND size > 0
                """)
            .bind("log", log)
            .map(Row.as(row -> Math.toIntExact(row.number("known"))))
            .one());
  }
}
