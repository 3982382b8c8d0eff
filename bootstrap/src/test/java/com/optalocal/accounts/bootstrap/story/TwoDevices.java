package com.optalocal.accounts.bootstrap.story;

/// A portal, a person, and two machines of theirs that both hold the vault.
final class TwoDevices implements AutoCloseable {
  static final String EMAIL = "ana@example.test";
  static final String PASSWORD = "Correct-horse-9-battery";

  final RunningPortal portal;
  final Machine laptop;
  final Machine desktop;

  private TwoDevices(RunningPortal portal, Machine laptop, Machine desktop) {
    this.portal = portal;
    this.laptop = laptop;
    this.desktop = desktop;
  }

  static TwoDevices joined() {
    RunningPortal portal = RunningPortal.start();
    portal.signUp(EMAIL, PASSWORD);
    TwoDevices devices =
        new TwoDevices(portal, Machine.withPortal(portal.url()), Machine.withPortal(portal.url()));
    login(devices.laptop, "laptop").succeeded();
    devices.letDesktopIn();
    return devices;
  }

  static Machine.Run login(Machine machine, String name) {
    return machine.optaWith(
        PASSWORD + "\n",
        "login",
        "--email",
        EMAIL,
        "--custody",
        "plain-file",
        "--device-name",
        name,
        "--json");
  }

  private void letDesktopIn() {
    try (Background login =
        desktop.start(
            "login", "--email", EMAIL, "--custody", "plain-file", "--device-name", "desktop")) {
      login.send(PASSWORD);
      String words = login.await("(?m)^ +((?:[a-z]+ ){5}[a-z]+)$");
      laptop.optaWith(words + "\n", "account", "devices", "approve", "--words", "-").succeeded();
      if (login.exit() != 0) {
        throw new AssertionError("the desktop was not let in: " + login.said());
      }
    }
  }

  @Override
  public void close() {
    laptop.close();
    desktop.close();
    portal.close();
  }
}
