package com.optalocal.accounts.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessagePauseTest {
  private static final Address ANA = new Address.Mail(new Email("ana@example.com"));
  private static final Address BEN = new Address.Mail(new Email("ben@example.com"));
  private final MovableClock clock = new MovableClock();
  private final MessagePause pause = new MessagePause(Duration.ofSeconds(60), clock);

  @Test
  void each_address_and_slot_has_its_own_pause() {
    assertThat(pause.admit(MessagePurpose.RECOVERY, ANA)).isEmpty();
    assertThat(pause.admit(MessagePurpose.RECOVERY, BEN)).isEmpty();
    assertThat(pause.admit(MessagePurpose.SIGN_UP, ANA)).isEmpty();

    clock.advance(Duration.ofSeconds(59));
    assertThat(pause.admit(MessagePurpose.RECOVERY, ANA)).contains(Duration.ofSeconds(1));
    assertThat(pause.admit(MessagePurpose.MAGIC_LINK, ANA)).contains(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(pause.admit(MessagePurpose.RECOVERY, ANA)).isEmpty();
  }

  @Test
  void who_asks_too_soon_does_not_wait_longer_for_it() {
    pause.admit(MessagePurpose.RECOVERY, ANA);
    clock.advance(Duration.ofSeconds(59));
    pause.admit(MessagePurpose.RECOVERY, ANA);
    clock.advance(Duration.ofSeconds(1));

    assertThat(pause.admit(MessagePurpose.RECOVERY, ANA)).isEmpty();
  }

  @Test
  void no_pause_is_none() {
    MessagePause none = new MessagePause(Duration.ZERO, clock);

    assertThat(none.admit(MessagePurpose.RECOVERY, ANA)).isEmpty();
    assertThat(none.admit(MessagePurpose.RECOVERY, ANA)).isEmpty();
  }
}
