package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What people ran into, through the real programs: nothing that they ask for is silently dropped,
/// and each refusal names the way on.
class PeopleIT {
  private static Machine.Run loginAs(Machine machine, String email, String... more) {
    String[] words = new String[3 + more.length];
    words[0] = "login";
    words[1] = "--email";
    words[2] = email;
    System.arraycopy(more, 0, words, 3, more.length);
    return machine.optaWith(TwoDevices.PASSWORD + "\n", words);
  }

  @Test
  void a_port_that_was_given_once_is_the_portals_from_then_on() {
    int port = RunningPortal.freePort();
    try (Machine machine = Machine.withPortal("")) {
      assertThat(machine.opta("doctor").out()).as("nobody is signed in").doesNotContain("vault:");
      try (Background up = machine.start("portal", "start", "--port", Integer.toString(port))) {
        up.await("(The portal is ready)");
      }
      try (Background again = machine.start("portal", "start")) {
        assertThat(again.await("ready: http://localhost:([0-9]+)")).isEqualTo("" + port);
      }
      assertThat(machine.opta("config", "get", "portal").succeeded().out())
          .isEqualTo("http://localhost:" + port + "\n");
    }
  }

  @Test
  void another_session_than_the_one_that_is_there_has_to_be_forced() {
    try (RunningPortal portal = RunningPortal.start();
        Machine laptop = Machine.withPortal(portal.url())) {
      portal.signUp(TwoDevices.EMAIL, TwoDevices.PASSWORD);
      TwoDevices.login(laptop, "laptop").succeeded();

      Machine.Run other = loginAs(laptop, "ben@example.test");
      assertThat(other.exit()).isEqualTo(6);
      assertThat(other.err()).contains("--force", "opta logout").doesNotContain("ben@");
      assertThat(loginAs(laptop, TwoDevices.EMAIL, "--device-name", "attic").exit()).isEqualTo(6);
      assertThat(loginAs(laptop, TwoDevices.EMAIL).succeeded().out()).contains("already");

      laptop.optaWith("sk-ant-1", "keys", "push", "anthropic", "-").succeeded();
      Machine.Run wrong =
          laptop.optaWith("wrong\n", "login", "--force", "--email", TwoDevices.EMAIL);
      assertThat(wrong.exit()).isEqualTo(3);
      assertThat(wrong.err())
          .contains("The session that was there is ended", "opta login --email ADDRESS");
      assertThat(laptop.opta("status").out()).contains("Nobody is signed in");

      loginAs(laptop, TwoDevices.EMAIL).succeeded();
      assertThat(laptop.opta("audit", "list").succeeded().out())
          .contains("writer=laptop")
          .containsPattern("session.ended +session=[0-9a-f]{8}\n");
      portal.stop();
      Machine.Run out = laptop.opta("logout");
      assertThat(out.exit()).isZero();
      assertThat(out.err()).contains("The portal was not told");
    }
  }

  @Test
  void a_device_that_waits_says_so_until_it_is_let_in() {
    try (RunningPortal portal = RunningPortal.start();
        Machine laptop = Machine.withPortal(portal.url());
        Machine desktop = Machine.withPortal(portal.url())) {
      portal.signUp(TwoDevices.EMAIL, TwoDevices.PASSWORD);
      TwoDevices.login(laptop, "laptop").succeeded();
      try (Background login =
          desktop.start(
              "login",
              "--email",
              TwoDevices.EMAIL,
              "--custody",
              "plain-file",
              "--device-name",
              "desktop")) {
        login.send(TwoDevices.PASSWORD);
        login.await("This is request ([0-9a-f]{6})");
      }

      assertThat(desktop.opta("status").succeeded().out())
          .contains("this device waits to be let in", "opta login");
      Machine.Run doctor = desktop.opta("doctor");
      assertThat(doctor.exit()).isEqualTo(1);
      assertThat(doctor.out()).contains("vault: this device waits to be let in");

      try (Background again = desktop.start("login")) {
        String words = again.await("(?m)^ +((?:[a-z]+ ){5}[a-z]+)$");
        String request = again.await("This is request ([0-9a-f]{6})");
        assertThat(desktop.opta("devices", "list").succeeded().out())
            .containsPattern("desktop +just now +" + request + " +this device")
            .contains("on one of the devices above: opta devices approve");
        assertThat(laptop.opta("devices", "list", "--json").json().objects("waiting")).hasSize(1);
        Machine.Run mistyped =
            laptop.optaWith("one two\n", "devices", "approve", request, "--words", "-");
        assertThat(mistyped.exit()).isEqualTo(2);
        assertThat(mistyped.err()).contains("These are not six words");
        laptop.optaWith(words + "\n", "devices", "approve", request, "--words", "-").succeeded();
        assertThat(again.exit()).as(again.said()).isZero();
        assertThat(again.said()).contains("Signed in already").doesNotContain("Password");
      }
      assertThat(desktop.opta("status").succeeded().out()).contains("opens on this device");
    }
  }

  @Test
  void custody_memory_and_a_portal_elsewhere_name_the_way_on() {
    String setting = "http://localhost:" + RunningPortal.freePort();
    try (RunningPortal portal = RunningPortal.start();
        Machine ci = Machine.withPortal(setting)) {
      portal.signUp(TwoDevices.EMAIL, TwoDevices.PASSWORD);
      loginAs(ci, TwoDevices.EMAIL, "--custody", "memory", "--portal", portal.url()).succeeded();
      assertThat(ci.opta("keys", "list").err()).contains("opta login --force --custody");
      loginAs(ci, TwoDevices.EMAIL, "--force", "--custody", "plain-file", "--portal", portal.url())
          .succeeded();
      assertThat(ci.opta("keys", "list").succeeded().out()).contains("No keys yet");

      portal.stop();
      Machine.Run offline = ci.opta("account", "sync");
      assertThat(offline.exit()).isEqualTo(5);
      assertThat(offline.err()).contains("Nobody answers at " + portal.url(), setting);
    }
  }
}
