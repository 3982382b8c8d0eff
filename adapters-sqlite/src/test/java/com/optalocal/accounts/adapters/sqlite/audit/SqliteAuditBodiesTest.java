package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditBodies;
import com.optalocal.accounts.application.audit.AuditBodiesContract;
import com.optalocal.accounts.application.audit.AuditProofs;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteAuditBodiesTest extends AuditBodiesContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();
  private final LogSigner signer =
      new LogSigner(SigningKey.generate(new SeededRandom(91)), "accounts.example.com");
  private final SeededRandom random = new SeededRandom(92);

  @Override
  protected UnitOfWork work() {
    return open.database().unitOfWork();
  }

  @Override
  protected AuditBodies bodies() {
    return new SqliteAuditBodies(open.database());
  }

  @Override
  protected AuditTrail audit() {
    return new SqliteAuditTrail(open.database(), signer, random);
  }

  @Override
  protected AuditProofs proofs() {
    return new SqliteAuditProofs(open.database(), signer);
  }
}
