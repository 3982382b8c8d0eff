package com.optalocal.accounts.bootstrap.tour;

import com.optalocal.accounts.adapters.http.JsonValue;

/// A self-hoster issues a license, and a device believes it.
final class LicenseStory {
  private final TourGuide guide;
  private final TourHome home;
  private final String passphrase = TourStory.secret() + "\n";

  LicenseStory(TourGuide guide, TourHome home) {
    this.guide = guide;
    this.home = home;
  }

  void tell() throws InterruptedException {
    String root = text(run(passphrase, "license", "keygen", "acme.key", "--json"), "publicKey");
    String timeKey = text(run("", "license", "list", "--json"), "timeKey");
    run(
        passphrase,
        "license",
        "keys",
        "acme.key",
        "--prefix",
        "acme",
        "--time-key",
        timeKey,
        "--out",
        "acme.keys");
    run(
        passphrase,
        "license",
        "issue",
        "acme.key",
        "--tier",
        "team",
        "--features",
        "acme/robot",
        "--out",
        "team.license");
    String verified =
        run("", "license", "verify", "team.license", "--keys", "acme.keys", "--key", root);
    TourFailed.unless(verified.contains("Genuine: Acme Team"), "The license does not verify");
    guide.run(7, home, "", "license", "verify", "team.license", "--keys", "acme.keys");
    guide.say("No list vouches for its own root");
    run("", "license", "publish", "acme.keys");
    run("", "license", "publish", "team.license");
    run("", "license", "trust", root, "--prefix", "acme");
    run("", "license", "refresh");
    String status = run("", "account", "status");
    TourFailed.unless(
        status.contains("License: Acme Team (Active)")
            && status.contains("Air-Gap Validity: 14 days remaining"),
        "The status does not show the license");
  }

  private String run(String input, String... arguments) throws InterruptedException {
    return guide.run(0, home, input, arguments);
  }

  private static String text(String output, String field) {
    JsonValue.Fields json = TourStory.json(output);
    return json.text(field).orElseThrow(() -> new TourFailed("The output lacks " + field));
  }
}
