package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/// How a WebAuthn credential stands in the columns of its row.
final class Credential {
  private Credential() {}

  static Update bind(Update update, Optional<WebAuthnCredential> credential) {
    return update
        .bind("credential", credential.map(WebAuthnCredential::id))
        .bind("attested", credential.map(WebAuthnCredential::attested))
        .bind("signCount", credential.map(WebAuthnCredential::signCount))
        .bind("eligible", credential.map(it -> it.backupEligible() ? 1 : 0))
        .bind("backedUp", credential.map(it -> it.backedUp() ? 1 : 0));
  }

  static Optional<WebAuthnCredential> read(Row row) throws SQLException {
    Optional<ByteString> id = row.optionalBytes("credential_id");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WebAuthnCredential(
                id.get(),
                row.bytes("attested"),
                row.number("sign_count"),
                row.number("backup_eligible") == 1,
                row.number("backed_up") == 1));
  }
}
