package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// One row of an answer, in our values; the other half of [DomainArguments].
public final class Row {
  private final ResultSet columns;

  private Row(ResultSet columns) {
    this.columns = columns;
  }

  /// Reads one row.
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  public static <T> RowMapper<T> as(Reader<T> reader) {
    return (columns, context) -> reader.read(new Row(columns));
  }

  public String text(String column) throws SQLException {
    return required(columns.getString(column));
  }

  public Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(columns.getString(column));
  }

  public long number(String column) throws SQLException {
    return columns.getLong(column);
  }

  public Instant instant(String column) throws SQLException {
    return Instant.ofEpochMilli(columns.getLong(column));
  }

  public Optional<Instant> optionalInstant(String column) throws SQLException {
    long millis = columns.getLong(column);
    return columns.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  public ByteString bytes(String column) throws SQLException {
    return ByteString.copyOf(required(columns.getBytes(column)));
  }

  public Optional<ByteString> optionalBytes(String column) throws SQLException {
    return Optional.ofNullable(columns.getBytes(column)).map(ByteString::copyOf);
  }

  public Hash hash(String column) throws SQLException {
    return new Hash(bytes(column));
  }

  public Optional<Hash> optionalHash(String column) throws SQLException {
    return optionalBytes(column).map(Hash::new);
  }

  public Note note(String column) throws SQLException {
    return Note.parse(text(column));
  }

  public Optional<Note> optionalNote(String column) throws SQLException {
    return optionalText(column).map(Note::parse);
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a column is empty");
    }
    return value;
  }
}
