package com.optalocal.accounts.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.identity.Password;
import java.util.Set;
import org.junit.jupiter.api.Test;

public abstract class BreachedPasswordsContract {
  protected static final Set<String> LISTED =
      Set.of("correct horse battery", "пароль-номер-один", "trustno1trustno1");

  /// A list of exactly [#LISTED].
  protected abstract BreachedPasswords listed();

  @Test
  void what_is_listed_is_found_and_nothing_else() {
    for (String password : LISTED) {
      assertThat(listed().contains(Password.of(password))).isTrue();
    }
    for (String password : new String[] {"correct horse", "correct horse battery ", "CORRECT"}) {
      assertThat(listed().contains(Password.of(password))).isFalse();
    }
  }
}
