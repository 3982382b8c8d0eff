package com.optalocal.accounts.bootstrap.vault;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.Nearest;
import com.optalocal.accounts.domain.vault.ProviderAlias;
import com.optalocal.accounts.domain.vault.SecretName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A key's name as somebody types it.
final class KeyName {
  /// Only what cannot be a key itself is ever said again: somebody may have typed that here.
  private static final Pattern NAME_IN_ANY_CASE = Pattern.compile("[A-Za-z][A-Za-z_]{0,31}");

  private KeyName() {}

  /// @param given where it was given, as in `--only`
  /// @throws CommandFailed if it is no name; what was probably meant is named
  static SecretName parse(String typed, String given) {
    try {
      return ProviderAlias.resolve(typed);
    } catch (IllegalArgumentException refused) {
      List<String> near = Nearest.to(typed, ProviderAlias.all());
      if (near.isEmpty() && NAME_IN_ANY_CASE.matcher(typed).matches()) {
        near = List.of(typed.toUpperCase(Locale.ROOT));
      }
      throw CommandFailed.unusable(
          given,
          near.isEmpty()
              ? "A name is made of A-Z, 0-9 and _, and begins with a letter"
              : "Did you mean " + Nearest.sentence(near) + "?",
          "A name like MY_TOKEN, or one of: " + String.join(" ", ProviderAlias.all()));
    }
  }
}
