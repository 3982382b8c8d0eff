package com.optalocal.accounts.adapters.sqlite.vault;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.vault.Vaults;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.vault.VaultItem;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

public final class SqliteVaults implements Vaults {
  private final SqliteDatabase database;

  /// A vault's lists of notes other than its items, each in a table of its own.
  private enum NoteList {
    STATEMENTS("vault_statement"),
    WRAPS("vault_wrap");

    private final String table;

    NoteList(String table) {
      this.table = table;
    }
  }

  public SqliteVaults(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<VaultNotes> find(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery("SELECT manifest FROM vault WHERE org_id = :org AND user_id = :user")
            .bind("org", org)
            .bind("user", user)
            .map(Row.as(row -> row.note("manifest")))
            .findOne()
            .map(manifest ->
                new VaultNotes(
                    notes(handle, org, user, NoteList.STATEMENTS.table),
                    notes(handle, org, user, NoteList.WRAPS.table),
                    notes(handle, org, user, "vault_item"),
                    manifest)));
  }

  @Override
  public boolean create(OrgId org, UserId user, VaultNotes genesis) {
    return database.write(handle -> {
      int created =
          handle
              .createUpdate(
                  """
                  INSERT INTO vault (org_id, user_id, manifest, manifest_hash, head_hash)
                  VALUES (:org, :user, :manifest, :manifestHash, :head)
                  ON CONFLICT (org_id, user_id) DO NOTHING
                  """)
              .bind("org", org)
              .bind("user", user)
              .bind("manifest", genesis.manifest())
              .bind("manifestHash", genesis.manifest().hash())
              .bind("head", genesis.chain().getLast().hash())
              .execute();
      if (created == 0) {
        return false;
      }
      genesis.chain().forEach(note -> append(handle, org, user, NoteList.STATEMENTS, note));
      genesis.wraps().forEach(note -> append(handle, org, user, NoteList.WRAPS, note));
      genesis.items().forEach(note -> append(handle, org, user, VaultItem.parse(note)));
      return true;
    });
  }

  @Override
  public boolean addItem(OrgId org, UserId user, Hash expected, VaultItem item, Note manifest) {
    return database.write(handle -> {
      int replaced =
          handle
              .createUpdate(
                  """
                  UPDATE vault SET manifest = :manifest, manifest_hash = :manifestHash
                  WHERE org_id = :org AND user_id = :user AND manifest_hash = :expected
                  """)
              .bind("org", org)
              .bind("user", user)
              .bind("expected", expected)
              .bind("manifest", manifest)
              .bind("manifestHash", manifest.hash())
              .execute();
      if (replaced == 0) {
        return false;
      }
      append(handle, org, user, item);
      return true;
    });
  }

  @Override
  public boolean addDevice(OrgId org, UserId user, Hash expected, Note statement, Note wrap) {
    return database.write(handle -> {
      int moved =
          handle
              .createUpdate(
                  """
                  UPDATE vault SET head_hash = :head
                  WHERE org_id = :org AND user_id = :user AND head_hash = :expected
                  """)
              .bind("org", org)
              .bind("user", user)
              .bind("expected", expected)
              .bind("head", statement.hash())
              .execute();
      if (moved == 0) {
        return false;
      }
      append(handle, org, user, NoteList.STATEMENTS, statement);
      append(handle, org, user, NoteList.WRAPS, wrap);
      return true;
    });
  }

  private static void append(Handle handle, OrgId org, UserId user, NoteList list, Note note) {
    handle
        .createUpdate(
            """
            INSERT INTO TABLE (org_id, user_id, position, note)
            SELECT :org, :user, coalesce(max(position) + 1, 0), :note
            FROM TABLE WHERE org_id = :org AND user_id = :user
            """
                .replace("TABLE", list.table))
        .bind("org", org)
        .bind("user", user)
        .bind("note", note)
        .execute();
  }

  private static void append(Handle handle, OrgId org, UserId user, VaultItem item) {
    handle
        .createUpdate(
            """
            INSERT INTO vault_item (org_id, user_id, position, name, version, note)
            SELECT :org, :user, coalesce(max(position) + 1, 0), :name, :version, :note
            FROM vault_item WHERE org_id = :org AND user_id = :user
            """)
        .bind("org", org)
        .bind("user", user)
        .bind("name", item.name())
        .bind("version", item.version())
        .bind("note", item.note())
        .execute();
  }

  private static List<Note> notes(Handle handle, OrgId org, UserId user, String table) {
    return handle
        .createQuery(
            "SELECT note FROM "
                + table
                + " WHERE org_id = :org AND user_id = :user ORDER BY position")
        .bind("org", org)
        .bind("user", user)
        .map(Row.as(row -> row.note("note")))
        .list();
  }
}
