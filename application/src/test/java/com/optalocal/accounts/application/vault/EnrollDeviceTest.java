package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultNotes;
import com.optalocal.accounts.domain.vault.VaultVerifier;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrollDeviceTest {
  private static final DeviceName NAME = new DeviceName("mbp-14");

  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final TestDevice device = new TestDevice("mbp-14", portal, 1);

  @BeforeEach
  void ana_is_signed_in() {
    portal.register(People.ANA);
    device.signedIn(People.ANA);
  }

  private EnrollDevice.Outcome enroll() {
    return device.enroll().enroll(NAME, Custody.PLAIN_FILE);
  }

  private VaultNotes stored() {
    return portal.stores().vaults().find(InMemoryPortal.ORG, People.ANA.id()).orElseThrow();
  }

  @Test
  void the_first_device_makes_keys_and_a_vault_that_it_and_the_recovery_key_open() {
    if (!(enroll()
        instanceof EnrollDevice.Outcome.Created(EnrolledDevice enrolled, RecoveryKey recovery))) {
      throw new AssertionError("no vault was made");
    }
    assertThat(device.identity().enrolled(People.ANA.id())).contains(enrolled);
    assertThat(enrolled.name()).isEqualTo(NAME);
    assertThat(enrolled.custody()).isEqualTo(Custody.PLAIN_FILE);
    Vault vault = verified();
    try (DeviceKeys own = device.identity().load(People.ANA.id()).orElseThrow();
        DeviceKeys onPaper = RecoveryKey.typed(recovery.reveal()).keys()) {
      assertThat(enrolled.id()).isEqualTo(DeviceId.of(own.publicKeys().signing()));
      assertThat(vault.chain().recovery()).isEqualTo(onPaper.publicKeys());
      assertThat(vault.epochSecret(own)).isPresent();
      assertThat(vault.epochSecret(onPaper)).isPresent();
    }
    assertThat(device.pins().load(People.ANA.id())).contains(vault.pin());
  }

  private Vault verified() {
    if (VaultVerifier.verify(People.ANA.id(), Optional.empty(), stored())
        instanceof VaultVerifier.Verdict.Genuine(Vault vault)) {
      return vault;
    }
    throw new AssertionError("the stored vault is not genuine");
  }

  @Test
  void enrolling_again_finds_the_device_a_member_under_its_first_name() {
    enroll();
    assertThat(device.enroll().enroll(new DeviceName("renamed"), Custody.KEYCHAIN))
        .isInstanceOfSatisfying(
            EnrollDevice.Outcome.Member.class,
            member -> {
              assertThat(member.device().name()).isEqualTo(NAME);
              assertThat(member.device().custody()).isEqualTo(Custody.PLAIN_FILE);
            });
  }

  @Test
  void a_second_device_must_join_and_is_told_through_whom() {
    enroll();
    TestDevice second = new TestDevice("desktop", portal, 2).signedIn(People.ANA);
    assertThat(second.enroll().enroll(second.name(), Custody.PLAIN_FILE))
        .isInstanceOfSatisfying(
            EnrollDevice.Outcome.MustJoin.class,
            mustJoin -> assertThat(EnrollDevice.approvers(mustJoin.vault())).containsExactly(NAME));
    assertThat(second.pins().load(People.ANA.id())).isEmpty();
  }

  @Test
  void of_two_first_devices_at_once_the_slower_one_must_join() {
    TestDevice faster = new TestDevice("faster", portal, 2).signedIn(People.ANA);
    device
        .remote()
        .lieAboutVault(truth -> {
          if (truth.isEmpty()) {
            faster.enroll().enroll(faster.name(), Custody.PLAIN_FILE);
          }
          return truth;
        });
    assertThat(enroll()).isInstanceOf(EnrollDevice.Outcome.MustJoin.class);
    assertThat(faster.pull().pull()).isInstanceOf(PullVault.Outcome.Pulled.class);
  }

  @Test
  void a_device_whose_vault_has_vanished_makes_no_new_one() {
    enroll();
    VaultNotes before = stored();
    device.remote().lieAboutVault(truth -> Optional.empty());
    assertThat(enroll()).isEqualTo(new EnrollDevice.Outcome.Tampered(VaultFault.ROLLED_BACK));
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void a_device_that_is_shown_another_persons_vault_refuses_it() {
    VaultNotes bens = VaultFixture.genesis(People.BEN.id(), 5).notes();
    device
        .remote()
        .lieAboutVault(truth -> Optional.of(new RemoteVault.Pulled(bens, Optional.empty())));
    assertThat(enroll()).isEqualTo(new EnrollDevice.Outcome.Tampered(VaultFault.OTHER_USER));
  }

  @Test
  void offline_it_fails_and_works_later_with_the_same_keys() {
    portal.goOffline();
    assertThatThrownBy(this::enroll).isInstanceOf(PortalUnreachable.class);
    DeviceId before = device.identity().enrolled(People.ANA.id()).orElseThrow().id();
    portal.comeBack();
    assertThat(enroll()).isInstanceOf(EnrollDevice.Outcome.Created.class);
    assertThat(verified().chain().devices().getFirst().id()).isEqualTo(before);
  }

  @Test
  void two_people_on_one_machine_have_keys_of_their_own() {
    enroll();
    portal.register(People.BEN);
    device.enrolled(People.BEN);
    try (DeviceKeys anas = device.identity().load(People.ANA.id()).orElseThrow();
        DeviceKeys bens = device.identity().load(People.BEN.id()).orElseThrow()) {
      assertThat(anas.publicKeys()).isNotEqualTo(bens.publicKeys());
    }
    device.signedIn(People.ANA);
    assertThat(device.pull().pull()).isInstanceOf(PullVault.Outcome.Pulled.class);
  }
}
