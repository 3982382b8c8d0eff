package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.audit.AuditProofs;
import com.optalocal.accounts.application.audit.AuditProofsContract;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteAuditProofsTest extends AuditProofsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();
  private final LogSigner signer =
      new LogSigner(SigningKey.generate(new SeededRandom(91)), "accounts.example.com");
  private final SeededRandom random = new SeededRandom(92);

  @Override
  protected AuditTrail audit() {
    return new SqliteAuditTrail(open.database(), signer, random);
  }

  @Override
  protected AuditProofs proofs() {
    return new SqliteAuditProofs(open.database(), signer);
  }
}
