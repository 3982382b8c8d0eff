package com.optalocal.accounts.adapters.sqlite.audit;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.LogSuccessions;
import com.optalocal.accounts.application.audit.LogSuccessionsContract;
import com.optalocal.accounts.domain.note.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteLogSuccessionsTest extends LogSuccessionsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected LogSuccessions successions() {
    return new SqliteLogSuccessions(open.database());
  }

  @Override
  protected UnitOfWork work() {
    return open.database().unitOfWork();
  }

  @Test
  void nothing_is_changed_or_removed() {
    successions().add(DEFAULT.auditLog(), Note.unsigned("something\n"));

    for (String sql :
        new String[] {
          "UPDATE audit_log_key SET note = 'x' WHERE org_id = 'default'",
          "DELETE FROM audit_log_key WHERE org_id = 'default'",
          "INSERT OR REPLACE INTO audit_log_key (org_id, position, note) VALUES ('default', 0, 'x')"
        }) {
      assertThatThrownBy(
              () -> open.database().<Integer>write(handle -> handle.createUpdate(sql).execute()))
          .as(sql)
          .hasStackTraceContaining("audit_log_key is only added to");
    }
  }
}
