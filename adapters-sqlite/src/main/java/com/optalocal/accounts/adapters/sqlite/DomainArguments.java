package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.SessionId;
import com.optalocal.accounts.domain.vault.SecretName;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/// How our values stand in columns: bytes as BLOB, instants as milliseconds, notes and names as
/// text. [Row] reads them back. What is not listed is not stored by accident.
final class DomainArguments implements ArgumentFactory {
  @Override
  public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
    return switch (value) {
      case Optional<?> maybe ->
          Optional.of(argument(maybe.map(DomainArguments::column).orElse(null)));
      case null -> Optional.empty();
      default -> Optional.ofNullable(column(value)).map(DomainArguments::argument);
    };
  }

  private static Argument argument(@Nullable Object column) {
    return (position, statement, context) -> statement.setObject(position, column);
  }

  private static @Nullable Object column(Object value) {
    return switch (value) {
      case String text -> text;
      case Long number -> number;
      case Integer number -> number;
      case Instant instant -> instant.toEpochMilli();
      case ByteString bytes -> bytes.toByteArray();
      case Hash hash -> hash.toByteArray();
      case PkceChallenge challenge -> challenge.hash().toByteArray();
      case VaultId vault -> vault.hash().toByteArray();
      case CliLoginId id -> id.bytes().toByteArray();
      case JoinRequestId id -> id.bytes().toByteArray();
      case Note note -> note.encoded();
      case OrgId id -> id.value();
      case AuditLogId id -> id.value();
      case AuditEventId id -> id.value();
      case UserId id -> id.value();
      case SessionId id -> id.value();
      case FlowId id -> id.value();
      case ProjectRef ref -> ref.value();
      case Email email -> email.value();
      case Phone phone -> phone.value();
      case Provider provider -> provider.value();
      case Metadata data -> data.encoded();
      case DisplayName name -> name.value();
      case FactorId id -> id.value();
      case FactorName name -> name.value();
      case ChallengeId id -> id.value();
      case PasskeyId id -> id.value();
      case DeviceName name -> name.value();
      case SecretName name -> name.value();
      case LicenseId id -> id.value();
      case FeaturePrefix prefix -> prefix.value();
      default -> null;
    };
  }
}
