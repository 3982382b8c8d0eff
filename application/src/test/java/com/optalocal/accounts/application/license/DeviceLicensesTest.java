package com.optalocal.accounts.application.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.application.vault.LeaseKeys;
import com.optalocal.accounts.application.vault.PullVault;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.license.Feature;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.license.LicenseVerdict;
import com.optalocal.accounts.domain.license.LicenseVerdict.Cause;
import com.optalocal.accounts.domain.license.SealedMark;
import com.optalocal.accounts.domain.license.TimeMark;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A device, its portal, and everything that can be tried on the way between license and verdict.
class DeviceLicensesTest {
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();
  private static final LicenseFixture ACME = LicenseFixture.own("acme");
  private static final Feature LMX = new Feature("lmx");
  private static final Feature ROBOT = new Feature("acme/robot");
  private static final RefreshLicenses.Outcome ONE_HELD = new RefreshLicenses.Outcome.Refreshed(1);

  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final TestDevice laptop = new TestDevice("laptop", portal, 11);
  private Actor ana;

  @BeforeEach
  void a_portal_with_an_owner_and_an_enrolled_device() {
    portal.register(People.ANA);
    portal.stores().members().put(InMemoryPortal.ORG, People.ANA.id(), Role.OWNER);
    laptop.enrolled(People.ANA);
    ana = portal.actor(laptop.session().peek().orElseThrow().issued().accessToken());
  }

  private void publish(LicenseFixture of, long version) {
    Note keys = of.keys(version, portal.serveLicenses().timeKey());
    assertThat(portal.keepLicenses().publish(ana, keys)).isEqualTo(KeepLicenses.Outcome.DONE);
  }

  private License issue(LicenseFixture of, long seed, Optional<Fingerprint> device) {
    Note license = of.license(seed, device);
    assertThat(portal.keepLicenses().issue(ana, license)).isEqualTo(KeepLicenses.Outcome.DONE);
    return License.parse(license);
  }

  private License licensed() {
    publish(VENDOR, 1);
    License license = issue(VENDOR, 1, Optional.empty());
    assertThat(laptop.refreshLicenses().refresh()).isEqualTo(ONE_HELD);
    return license;
  }

  private static Fingerprint key(TestDevice device) {
    try (DeviceKeys keys = device.identity().load(People.ANA.id()).orElseThrow()) {
      return keys.publicKeys().fingerprint();
    }
  }

  private LicenseVerdict verdict() {
    return laptop.judgeLicenses().status().orElseThrow().foremost().orElseThrow();
  }

  private static LicenseVerdict.Active active(License license, Duration left) {
    return new LicenseVerdict.Active(license, left);
  }

  @Test
  void a_license_works_for_fourteen_days_without_the_portal_and_three_more() {
    License license = licensed();
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(14)));
    portal.goOffline();

    clock.advance(Duration.ofDays(13));
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(1)));
    clock.advance(Duration.ofDays(1));
    assertThat(verdict())
        .isEqualTo(
            new LicenseVerdict.Grace(
                license, Cause.AIR_GAP, MovableClock.START.plus(Duration.ofDays(17))));
    clock.advance(Duration.ofDays(3));
    assertThat(verdict()).isEqualTo(new LicenseVerdict.Expired(license, Cause.AIR_GAP));

    portal.comeBack();
    laptop.refreshLicenses().refresh();
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(14)));
  }

  @Test
  void a_restart_forgets_nothing() {
    License license = licensed();
    portal.goOffline();
    clock.advance(Duration.ofDays(2));

    assertThat(laptop.restarted(12).judgeLicenses().status().orElseThrow().foremost())
        .contains(active(license, Duration.ofDays(12)));
  }

  @Test
  void each_feature_is_asked_for_by_name() {
    License license = licensed();
    assertThat(laptop.judgeLicenses().check(LMX))
        .isEqualTo(new JudgeLicenses.Answer.Allowed(active(license, Duration.ofDays(14))));
    assertThat(laptop.judgeLicenses().check(ROBOT))
        .isEqualTo(new JudgeLicenses.Answer.Unlicensed());

    clock.advance(Duration.ofDays(40));
    assertThat(laptop.judgeLicenses().check(LMX))
        .isEqualTo(
            new JudgeLicenses.Answer.NotNow(new LicenseVerdict.Expired(license, Cause.AIR_GAP)));
  }

  @Test
  void expiry_never_stops_opening_ones_own_secrets() {
    licensed();
    laptop.push("OPENAI_API_KEY", "sk-1");
    clock.advance(Duration.ofDays(900));
    laptop.session().begin(portal.signIn(People.ANA));
    assertThat(verdict().isUsable()).isFalse();

    assertThat(laptop.pull().pull()).isInstanceOf(PullVault.Outcome.Pulled.class);
    assertThat(laptop.push("GITHUB_TOKEN", "ghp-1").getClass().getSimpleName()).isEqualTo("Pushed");
    laptop.pull().pull();
    assertThat(laptop.liveValue("OPENAI_API_KEY")).contains("sk-1");
    assertThat(laptop.lease().lease(Set.of())).isInstanceOf(LeaseKeys.Outcome.Leased.class);
  }

  // the clock

  @Test
  void a_clock_that_is_turned_back_is_noticed() {
    License license = licensed();
    clock.advance(Duration.ofDays(10));
    verdict();
    clock.advance(Duration.ofMinutes(-5).minusSeconds(1));

    assertThat(verdict())
        .isEqualTo(
            new LicenseVerdict.ClockRolledBack(
                license, MovableClock.START.plus(Duration.ofDays(10))));
    assertThat(laptop.judgeLicenses().check(LMX)).isInstanceOf(JudgeLicenses.Answer.NotNow.class);
  }

  @Test
  void a_clock_that_is_a_little_behind_is_not() {
    License license = licensed();
    clock.advance(Duration.ofDays(10));
    verdict();
    clock.advance(Duration.ofMinutes(-5));

    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(4)));
  }

  @Test
  void back_forward_and_back_again_gains_nothing() {
    License license = licensed();
    portal.goOffline();
    clock.advance(Duration.ofDays(13));
    verdict();
    clock.advance(Duration.ofDays(-12));
    assertThat(verdict()).isInstanceOf(LicenseVerdict.ClockRolledBack.class);
    clock.advance(Duration.ofDays(12));
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(1)));
    clock.advance(Duration.ofDays(-13));
    assertThat(verdict()).isInstanceOf(LicenseVerdict.ClockRolledBack.class);
    assertThatThrownBy(() -> laptop.refreshLicenses().refresh())
        .isInstanceOf(PortalUnreachable.class);
    assertThat(verdict()).isInstanceOf(LicenseVerdict.ClockRolledBack.class);
    clock.advance(Duration.ofDays(14));
    assertThat(verdict()).isInstanceOf(LicenseVerdict.Grace.class);
  }

  @Test
  void a_contact_sets_the_mark_even_lower_so_that_one_wrong_clock_ends_nothing() {
    License license = licensed();
    clock.advance(Duration.ofDays(4000));
    assertThat(verdict().isUsable()).isFalse();
    clock.advance(Duration.ofDays(-4000));
    assertThat(verdict()).isInstanceOf(LicenseVerdict.ClockRolledBack.class);

    laptop.refreshLicenses().refresh();
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(14)));
  }

  // the store

  @Test
  void a_mark_that_is_gone_leaves_no_air_gap_until_the_next_contact() {
    License license = licensed();
    laptop.trustedTime().loseEverything();
    assertThat(verdict()).isEqualTo(new LicenseVerdict.Expired(license, Cause.AIR_GAP));

    laptop.refreshLicenses().refresh();
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(14)));
  }

  @Test
  void a_mark_that_was_edited_is_gone() {
    License license = licensed();
    clock.advance(Duration.ofDays(20));
    assertThat(verdict()).isInstanceOf(LicenseVerdict.Expired.class);
    SealedMark sealed =
        laptop.trustedTime().find(People.ANA.id(), VENDOR.authority()).orElseThrow();
    TimeMark mark = sealed.mark();
    laptop
        .trustedTime()
        .keep(
            People.ANA.id(),
            VENDOR.authority(),
            new SealedMark(
                new TimeMark(clock.instant(), clock.instant(), mark.keysVersion(), mark.licenses()),
                sealed.tag()));

    assertThat(verdict()).isEqualTo(new LicenseVerdict.Expired(license, Cause.AIR_GAP));
  }

  @Test
  void a_license_that_was_taken_back_cannot_be_put_back() {
    License license = licensed();
    LicenseCache.Held before = laptop.licenseCache().load(People.ANA.id());
    portal.keepLicenses().revoke(ana, license.id());
    laptop.refreshLicenses().refresh();
    assertThat(laptop.judgeLicenses().status().orElseThrow().verdicts()).isEmpty();

    laptop.licenseCache().replace(People.ANA.id(), before.keys(), before.licenses());
    assertThat(verdict()).isEqualTo(new LicenseVerdict.Expired(license, Cause.REVOKED));
  }

  @Test
  void a_license_that_was_edited_is_forged() {
    License license = licensed();
    LicenseCache.Held held = laptop.licenseCache().load(People.ANA.id());
    Note edited =
        new Note(
            license.note().text().replace("not-after 2027", "not-after 2037"),
            license.note().signatures());
    laptop.licenseCache().replace(People.ANA.id(), held.keys(), List.of(edited));

    assertThat(verdict()).isEqualTo(new LicenseVerdict.Forged());
  }

  @Test
  void an_issuer_that_was_written_into_the_store_is_not_believed() {
    publish(ACME, 1);
    issue(ACME, 1, Optional.empty());
    Note planted =
        ACME.root()
            .sign(
                com.optalocal.accounts.domain.license.IssuerStatement.text(
                    People.ANA.id(),
                    clock.instant(),
                    FeaturePrefix.own("acme"),
                    ACME.root().verificationKey()));
    laptop.licenseCache().pin(People.ANA.id(), planted);

    assertThat(laptop.refreshLicenses().refresh())
        .isEqualTo(new RefreshLicenses.Outcome.NoAuthority());
    assertThat(laptop.judgeLicenses().check(ROBOT))
        .isEqualTo(new JudgeLicenses.Answer.Unlicensed());
  }

  // other devices

  @Test
  void a_license_of_another_device_is_neither_served_nor_believed() {
    TestDevice desktop = new TestDevice("desktop", portal, 21).joinedThrough(laptop, People.ANA);
    publish(VENDOR, 1);
    License license = issue(VENDOR, 1, Optional.of(key(desktop)));
    laptop.refreshLicenses().refresh();
    desktop.refreshLicenses().refresh();
    assertThat(laptop.judgeLicenses().status().orElseThrow().verdicts()).isEmpty();
    assertThat(desktop.judgeLicenses().check(LMX)).isInstanceOf(JudgeLicenses.Answer.Allowed.class);

    LicenseCache.Held copied = desktop.licenseCache().load(People.ANA.id());
    laptop.licenseCache().replace(People.ANA.id(), copied.keys(), copied.licenses());
    laptop
        .trustedTime()
        .keep(
            People.ANA.id(),
            VENDOR.authority(),
            desktop.trustedTime().find(People.ANA.id(), VENDOR.authority()).orElseThrow());
    assertThat(verdict()).isEqualTo(new LicenseVerdict.WrongDevice(license));
  }

  @Test
  void nobody_is_served_in_the_name_of_a_key_that_they_do_not_hold() {
    var request =
        new com.optalocal.accounts.domain.license.LicenseRequest(
            LicenseFixture.key(71).verificationKey(), com.optalocal.accounts.domain.note.Hash.NONE);
    SigningKey thief = LicenseFixture.key(72);

    assertThat(portal.serveLicenses().refresh(ana, thief.sign(request.text()))).isEmpty();
  }

  // the portal

  @Test
  void an_older_key_list_is_refused_and_nothing_changes() {
    publish(VENDOR, 1);
    Note old = portal.stores().licenses().keys(InMemoryPortal.ORG).getFirst().note();
    publish(VENDOR, 2);
    License license = issue(VENDOR, 1, Optional.empty());
    laptop.refreshLicenses().refresh();
    clock.advance(Duration.ofDays(3));
    laptop
        .remoteLicenses()
        .tamper(
            real -> new RemoteLicenses.Refreshed(real.contact(), List.of(old), real.licenses()));

    assertThat(laptop.refreshLicenses().refresh())
        .isEqualTo(new RefreshLicenses.Outcome.KeysRolledBack());
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(11)));

    LicenseCache.Held held = laptop.licenseCache().load(People.ANA.id());
    laptop.licenseCache().replace(People.ANA.id(), List.of(old), held.licenses());
    assertThat(verdict()).isEqualTo(new LicenseVerdict.Forged());
  }

  @Test
  void a_portal_that_leaves_the_key_list_out_is_judged_by_the_one_that_is_held() {
    License license = licensed();
    clock.advance(Duration.ofDays(3));
    laptop
        .remoteLicenses()
        .tamper(real -> new RemoteLicenses.Refreshed(real.contact(), List.of(), real.licenses()));

    assertThat(laptop.refreshLicenses().refresh()).isEqualTo(ONE_HELD);
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(14)));
  }

  @Test
  void a_time_that_was_signed_before_is_ignored() {
    licensed();
    RemoteLicenses.Refreshed[] recorded = new RemoteLicenses.Refreshed[1];
    laptop
        .remoteLicenses()
        .tamper(real -> {
          recorded[0] = real;
          return real;
        });
    laptop.refreshLicenses().refresh();
    clock.advance(Duration.ofDays(20));
    laptop.remoteLicenses().tamper(real -> recorded[0]);

    assertThat(laptop.refreshLicenses().refresh())
        .isEqualTo(new RefreshLicenses.Outcome.NoAuthority());
    assertThat(verdict()).isInstanceOf(LicenseVerdict.Expired.class);
  }

  @Test
  void licenses_that_nobody_signed_or_that_no_longer_stand_are_left_out() {
    publish(VENDOR, 1);
    License good = issue(VENDOR, 1, Optional.empty());
    Note forged = LicenseFixture.key(71).sign(VENDOR.terms(2, Optional.empty()).text());
    Note notListed = VENDOR.license(3, Optional.empty());
    laptop
        .remoteLicenses()
        .tamper(real ->
            new RemoteLicenses.Refreshed(
                real.contact(), real.keys(), List.of(forged, notListed, good.note())));

    assertThat(laptop.refreshLicenses().refresh()).isEqualTo(ONE_HELD);
    assertThat(laptop.licenseCache().load(People.ANA.id()).licenses()).containsExactly(good.note());
  }

  @Test
  void a_key_list_that_is_over_vouches_for_nothing() {
    licensed();
    clock.set(LicenseFixture.KEYS_END);
    laptop.session().begin(portal.signIn(People.ANA));

    assertThat(laptop.refreshLicenses().refresh())
        .isEqualTo(new RefreshLicenses.Outcome.NoAuthority());
  }

  // self-hosters

  @Test
  void a_self_hosters_license_works_once_a_person_has_pinned_the_root() {
    publish(ACME, 1);
    License license = issue(ACME, 1, Optional.empty());
    assertThat(laptop.refreshLicenses().refresh())
        .isEqualTo(new RefreshLicenses.Outcome.NoAuthority());

    assertThat(laptop.trustIssuer().trust(FeaturePrefix.own("acme"), ACME.root().verificationKey()))
        .isTrue();
    assertThat(laptop.refreshLicenses().refresh()).isEqualTo(ONE_HELD);
    assertThat(laptop.judgeLicenses().check(ROBOT))
        .isEqualTo(new JudgeLicenses.Answer.Allowed(active(license, Duration.ofDays(14))));
    assertThat(laptop.judgeLicenses().status().orElseThrow().pinned())
        .contains(FeaturePrefix.own("acme"));
  }

  @Test
  void a_self_hosters_time_says_nothing_about_the_vendors_licenses() {
    License license = licensed();
    publish(ACME, 1);
    laptop.trustIssuer().trust(FeaturePrefix.own("acme"), ACME.root().verificationKey());
    // from now on the portal's time key counts for acme alone
    Note withoutTime = VENDOR.keys(2, LicenseFixture.key(80).verificationKey());
    assertThat(portal.keepLicenses().publish(ana, withoutTime))
        .isEqualTo(KeepLicenses.Outcome.DONE);
    clock.advance(Duration.ofDays(5));
    laptop.refreshLicenses().refresh();

    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(9)));
  }

  @Test
  void another_root_under_the_same_prefix_starts_without_a_mark() {
    publish(ACME, 1);
    issue(ACME, 1, Optional.empty());
    laptop.trustIssuer().trust(FeaturePrefix.own("acme"), ACME.root().verificationKey());
    laptop.refreshLicenses().refresh();
    laptop.trustIssuer().trust(FeaturePrefix.own("acme"), LicenseFixture.key(80).verificationKey());

    assertThat(verdict()).isEqualTo(new LicenseVerdict.Forged());
  }

  // nobody here

  @Test
  void without_a_session_or_an_enrolled_device_there_is_nothing_to_judge() {
    TestDevice empty = new TestDevice("empty", portal, 31);
    assertThat(empty.judgeLicenses().status()).isEmpty();
    assertThatThrownBy(() -> empty.refreshLicenses().refresh()).isInstanceOf(SessionRefused.class);
    assertThatThrownBy(() ->
            empty.trustIssuer().trust(FeaturePrefix.own("acme"), ACME.root().verificationKey()))
        .isInstanceOf(SessionRefused.class);

    empty.signedIn(People.ANA);
    assertThat(empty.judgeLicenses().status()).isEmpty();
    assertThat(empty.refreshLicenses().refresh())
        .isEqualTo(new RefreshLicenses.Outcome.NotEnrolled());
    assertThat(empty.trustIssuer().trust(FeaturePrefix.own("acme"), ACME.root().verificationKey()))
        .isFalse();
  }

  @Test
  void upkeep_refreshes_twice_a_day_and_outlives_a_portal_that_is_gone() {
    License license = licensed();
    KeepLicensesFresh fresh =
        new KeepLicensesFresh(laptop.judgeLicenses(), laptop.refreshLicenses(), clock);
    clock.advance(Duration.ofHours(11));
    fresh.look();
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(14).minusHours(11)));
    clock.advance(Duration.ofHours(1));
    portal.goOffline();
    fresh.look();
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(14).minusHours(12)));
    portal.comeBack();
    fresh.look();
    assertThat(verdict()).isEqualTo(active(license, Duration.ofDays(14)));
  }
}
