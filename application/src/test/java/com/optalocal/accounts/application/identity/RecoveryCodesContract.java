package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class RecoveryCodesContract {
  private static final UserId ANA = People.ANA.id();
  private static final Hash ONE = Sha256.of("one");
  private static final Hash TWO = Sha256.of("two");

  /// An empty store.
  protected abstract RecoveryCodes codes();

  /// Whose they are.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
    users().add(DEFAULT, Account.of(People.BEN));
  }

  @Test
  void a_code_is_good_once_and_for_its_user_alone() {
    codes().replace(DEFAULT, ANA, Set.of(ONE, TWO));

    assertThat(codes().use(DEFAULT, People.BEN.id(), ONE)).isFalse();
    assertThat(codes().use(otherOrganization(), ANA, ONE)).isFalse();
    assertThat(codes().use(DEFAULT, ANA, ONE)).isTrue();
    assertThat(codes().use(DEFAULT, ANA, ONE)).isFalse();
    assertThat(codes().left(DEFAULT, ANA)).isEqualTo(1);
  }

  @Test
  void new_ones_void_the_old() {
    codes().replace(DEFAULT, ANA, Set.of(ONE));
    codes().replace(DEFAULT, ANA, Set.of(TWO));

    assertThat(codes().use(DEFAULT, ANA, ONE)).isFalse();
    assertThat(codes().use(DEFAULT, ANA, TWO)).isTrue();

    codes().replace(DEFAULT, ANA, Set.of(ONE, TWO));
    codes().replace(DEFAULT, ANA, Set.of());
    assertThat(codes().left(DEFAULT, ANA)).isZero();
  }
}
