package com.optalocal.accounts.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.Texts;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Mailbox;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.identity.MessagesContract;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailboxMessagesTest extends MessagesContract {
  private static final PortalUrl PORTAL = new PortalUrl("https://accounts.example.com");
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Messages messages() {
    return new MailboxMessages(
        stores.mailbox(), new MessageText(PORTAL, new Texts()), new MovableClock());
  }

  @Override
  protected List<String> arrived() {
    return stores.mailbox().newest(OrgId.DEFAULT, 10).stream()
        .map(letter -> letter.text().replaceAll("(?s).*this code: ([0-9]{6}).*", "$1"))
        .toList();
  }

  @Test
  void a_letter_holds_the_link() {
    messages().send(OrgId.DEFAULT, MESSAGE);

    Mailbox.Letter letter = stores.mailbox().newest(OrgId.DEFAULT, 1).getFirst();
    assertThat(letter.text()).contains(MessageLink.of(PORTAL, MESSAGE));
    assertThat(letter.toString()).doesNotContain(MESSAGE.code().reveal());
  }

  @ParameterizedTest
  @EnumSource(MessagePurpose.class)
  void every_purpose_has_its_words(MessagePurpose purpose) {
    messages()
        .send(
            OrgId.DEFAULT,
            new Message(purpose, MESSAGE.to(), MESSAGE.token(), MESSAGE.code(), MESSAGE.next()));

    assertThat(stores.mailbox().newest(OrgId.DEFAULT, 1).getFirst().text())
        .contains(MESSAGE.code().reveal())
        .doesNotContain("{0}", "{1}", "{2}");
  }
}
