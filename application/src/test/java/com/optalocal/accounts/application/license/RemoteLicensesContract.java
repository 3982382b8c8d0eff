package com.optalocal.accounts.application.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.license.RemoteLicenses.Answer;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseContact;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.license.LicenseRequest;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [RemoteLicenses] keeps to, over a portal that believes in [LicenseFixture#vendor].
public abstract class RemoteLicensesContract {
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();
  private static final LicenseFixture ACME = LicenseFixture.own("acme");
  private static final SigningKey LAPTOP = LicenseFixture.key(1);
  private static final SigningKey DESKTOP = LicenseFixture.key(2);

  protected abstract RemoteLicenses remote();

  /// A new session of somebody who owns the organization.
  protected abstract HeldSession owner();

  /// A new session of somebody who does not.
  protected abstract HeldSession member();

  private static BearerSecret token(HeldSession session) {
    return session.issued().accessToken();
  }

  private RemoteLicenses.Shelf shelf(HeldSession session) {
    return remote().list(session, token(session));
  }

  private Answer publish(HeldSession session, LicenseFixture of, long version) {
    return remote().publish(session, token(session), of.keys(version, shelf(session).timeKey()));
  }

  private Answer issue(HeldSession session, Note license) {
    return remote().issue(session, token(session), license);
  }

  private static LicenseRequest request(SigningKey device) {
    return new LicenseRequest(device.verificationKey(), Sha256.of("nonce"));
  }

  private RemoteLicenses.Refreshed refresh(HeldSession session, SigningKey device) {
    return remote().refresh(session, token(session), device.sign(request(device).text()));
  }

  @Test
  void an_owner_publishes_keys_and_issues_what_they_vouch_for() {
    HeldSession owner = owner();
    Note license = VENDOR.license(1, Optional.empty());
    assertThat(issue(owner, license)).isEqualTo(Answer.REFUSED);

    assertThat(publish(owner, VENDOR, 2)).isEqualTo(Answer.DONE);
    assertThat(issue(owner, license)).isEqualTo(Answer.DONE);
    assertThat(issue(owner, license)).isEqualTo(Answer.KNOWN);

    assertThat(shelf(owner).licenses())
        .extracting(RemoteLicenses.Listed::license)
        .containsExactly(license);
    assertThat(shelf(owner).keys()).containsExactly(VENDOR.keys(2, shelf(owner).timeKey()));
  }

  @Test
  void a_key_list_only_moves_forward_and_a_prefix_keeps_its_root() {
    HeldSession owner = owner();
    assertThat(publish(owner, ACME, 3)).isEqualTo(Answer.DONE);
    assertThat(publish(owner, ACME, 3)).isEqualTo(Answer.KNOWN);
    assertThat(publish(owner, ACME, 2)).isEqualTo(Answer.KNOWN);
    SigningKey usurper = LicenseFixture.key(99);
    LicenseKeys.Terms terms = ACME.keyTerms(9, LicenseFixture.KEYS_END, shelf(owner).timeKey());
    Note usurped =
        usurper.sign(
            new LicenseKeys.Terms(
                    9,
                    terms.issued(),
                    terms.notAfter(),
                    terms.prefix(),
                    usurper.verificationKey(),
                    terms.keys(),
                    terms.timeKeys())
                .text());
    assertThat(remote().publish(owner, token(owner), usurped)).isEqualTo(Answer.OTHER_ROOT);
  }

  @Test
  void only_an_owner_changes_anything() {
    HeldSession owner = owner();
    publish(owner, VENDOR, 1);
    Note license = VENDOR.license(1, Optional.empty());
    issue(owner, license);
    HeldSession member = member();

    assertThatThrownBy(() -> publish(member, ACME, 1)).isInstanceOf(PortalDenied.class);
    assertThatThrownBy(() -> issue(member, VENDOR.license(2, Optional.empty())))
        .isInstanceOf(PortalDenied.class);
    assertThatThrownBy(() -> remote().revoke(member, token(member), License.parse(license).id()))
        .isInstanceOf(PortalDenied.class);
    assertThat(shelf(member).licenses()).hasSize(1);
  }

  @Test
  void a_device_gets_what_is_for_it_and_the_time_for_its_nonce() {
    HeldSession owner = owner();
    publish(owner, VENDOR, 1);
    Note free = VENDOR.license(1, Optional.empty());
    Note mine = VENDOR.license(2, Optional.of(LAPTOP.verificationKey().fingerprint()));
    Note theirs = VENDOR.license(3, Optional.of(DESKTOP.verificationKey().fingerprint()));
    issue(owner, free);
    issue(owner, mine);
    issue(owner, theirs);

    RemoteLicenses.Refreshed served = refresh(owner, LAPTOP);

    assertThat(served.licenses()).containsExactlyInAnyOrder(free, mine);
    LicenseKeys keys =
        LicenseKeys.verify(served.keys().getFirst(), VENDOR.authority()).orElseThrow();
    assertThat(LicenseContact.verify(served.contact(), keys, request(LAPTOP)))
        .hasValueSatisfying(contact ->
            assertThat(contact.licenses())
                .containsExactlyInAnyOrder(License.parse(free).id(), License.parse(mine).id()));
  }

  @Test
  void a_license_that_was_taken_back_is_not_served_any_more() {
    HeldSession owner = owner();
    publish(owner, VENDOR, 1);
    Note license = VENDOR.license(1, Optional.empty());
    issue(owner, license);

    assertThat(remote().revoke(owner, token(owner), License.parse(license).id()))
        .isEqualTo(Answer.DONE);
    assertThat(remote().revoke(owner, token(owner), License.parse(license).id()))
        .isEqualTo(Answer.GONE);
    assertThat(refresh(owner, LAPTOP).licenses()).isEmpty();
    assertThat(shelf(owner).licenses().getFirst().revokedAt()).isPresent();
  }

  @Test
  void a_token_that_the_portal_does_not_know_opens_nothing() {
    HeldSession member = member();
    assertThatThrownBy(() -> remote().list(member, BearerSecret.presented("not-a-token")))
        .isInstanceOf(SessionRefused.class);
  }
}
