package com.optalocal.accounts.adapters.sqlite;

/// The kinds of database that this program keeps, each with its own migrations.
enum Schema {
  /// Everything that a portal stores.
  PORTAL("db/portal", 13),
  /// What a device remembers.
  DEVICE("db/device", 4);

  private final String folder;
  private final int newestVersion;

  Schema(String folder, int newestVersion) {
    this.folder = folder;
    this.newestVersion = newestVersion;
  }

  /// Where the migrations are, on the class path.
  String folder() {
    return folder;
  }

  /// The version of the newest migration in [#folder]; a test holds it against the files.
  int newestVersion() {
    return newestVersion;
  }
}
