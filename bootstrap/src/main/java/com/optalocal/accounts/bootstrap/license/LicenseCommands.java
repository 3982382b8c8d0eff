package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.bootstrap.command.Node;
import java.util.List;

/// `opta license`.
public final class LicenseCommands {
  private LicenseCommands() {}

  public static Node.Group group() {
    return Node.group(
        "license",
        "What your organization has bought",
        () ->
            List.of(
                Node.leaf(
                    "status", "Show what this device's licenses are worth", StatusCommand::new),
                Node.leaf("verify", "Verify a license file offline", VerifyCommand::new),
                Node.leaf(
                    "refresh", "Fetch this device's licenses from the portal", RefreshCommand::new),
                Node.leaf(
                    "trust", "Believe a self-hosted issuer on this device", TrustCommand::new),
                Node.leaf("list", "List the organization's licenses", ListCommand::new),
                Node.leaf(
                    "publish",
                    "Give signed licenses and key lists to the portal",
                    PublishCommand::new),
                Node.leaf("revoke", "Take a license back", RevokeCommand::new),
                Node.leaf("keygen", "Make an issuer's key file", KeygenCommand::new),
                Node.leaf("keys", "Sign the list of keys that issue licenses", KeysCommand::new),
                Node.leaf("issue", "Sign a license", IssueCommand::new)));
  }
}
