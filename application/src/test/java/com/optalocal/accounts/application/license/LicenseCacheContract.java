package com.optalocal.accounts.application.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.note.Note;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class LicenseCacheContract {
  private static final UserId ANA = People.ANA.id();
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();
  private static final LicenseFixture ACME = LicenseFixture.own("acme");
  private static final Note ONE = VENDOR.license(1, Optional.empty());
  private static final Note TWO = VENDOR.license(2, Optional.empty());
  // any signed note will do: the store does not read them
  private static final Note PIN = ACME.root().sign(Note.unsigned("opta-test/v1\npin 1\n"));
  private static final Note OTHER_PIN = ACME.root().sign(Note.unsigned("opta-test/v1\npin 2\n"));

  /// An empty store.
  protected abstract LicenseCache cache();

  @Test
  void nothing_is_held_at_first() {
    assertThat(cache().load(ANA)).isEqualTo(LicenseCache.Held.NOTHING);
  }

  @Test
  void notes_come_back_as_they_were_and_in_their_order() {
    cache().replace(ANA, List.of(VENDOR.keys(1), ACME.keys(4)), List.of(TWO, ONE));

    assertThat(cache().load(ANA))
        .isEqualTo(
            new LicenseCache.Held(
                Optional.empty(), List.of(VENDOR.keys(1), ACME.keys(4)), List.of(TWO, ONE)));
  }

  @Test
  void replacing_leaves_nothing_of_before_but_the_pinned_issuer() {
    cache().pin(ANA, PIN);
    cache().replace(ANA, List.of(VENDOR.keys(1)), List.of(ONE, TWO));
    cache().replace(ANA, List.of(VENDOR.keys(2)), List.of(TWO));

    assertThat(cache().load(ANA))
        .isEqualTo(new LicenseCache.Held(Optional.of(PIN), List.of(VENDOR.keys(2)), List.of(TWO)));

    cache().replace(ANA, List.of(), List.of());
    assertThat(cache().load(ANA))
        .isEqualTo(new LicenseCache.Held(Optional.of(PIN), List.of(), List.of()));
  }

  @Test
  void one_issuer_is_pinned() {
    cache().pin(ANA, PIN);
    cache().replace(ANA, List.of(), List.of(ONE));
    cache().pin(ANA, OTHER_PIN);

    assertThat(cache().load(ANA))
        .isEqualTo(new LicenseCache.Held(Optional.of(OTHER_PIN), List.of(), List.of(ONE)));
  }

  @Test
  void users_share_nothing() {
    cache().pin(ANA, PIN);
    cache().replace(ANA, List.of(VENDOR.keys(1)), List.of(ONE));

    assertThat(cache().load(People.BEN.id())).isEqualTo(LicenseCache.Held.NOTHING);
    cache().replace(People.BEN.id(), List.of(), List.of());
    assertThat(cache().load(ANA).licenses()).containsExactly(ONE);
  }
}
