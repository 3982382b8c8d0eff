package com.optalocal.accounts.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.CustodyUnavailable;
import org.junit.jupiter.api.Test;

final class InMemorySessionCustodyTest extends SessionCustodyContract {
  @Override
  protected SessionCustody emptyCustody() {
    return new InMemorySessionCustody();
  }

  @Test
  void it_can_be_told_to_be_locked() {
    InMemorySessionCustody custody = new InMemorySessionCustody();
    custody.fail(CustodyUnavailable.Reason.LOCKED);
    assertThatThrownBy(custody::load).isInstanceOf(CustodyUnavailable.class);
    custody.fail(null);
    assertThat(custody.load()).isEmpty();
  }
}
