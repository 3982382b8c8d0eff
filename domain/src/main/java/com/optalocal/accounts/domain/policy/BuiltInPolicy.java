package com.optalocal.accounts.domain.policy;

import java.util.List;

/// The layer below all others. Its denies cannot be lifted by anyone, remotely or not.
public final class BuiltInPolicy {
  public static final Capability KEYS_READ = new Capability("keys_read");
  public static final Capability KEYS_WRITE = new Capability("keys_write");
  public static final Capability DEVICES_READ = new Capability("devices_read");
  public static final Capability DEVICES_ENROLL = new Capability("devices_enroll");
  public static final Capability DEVICES_APPROVE = new Capability("devices_approve");
  public static final Capability SESSIONS_READ = new Capability("sessions_read");
  public static final Capability SESSIONS_WRITE = new Capability("sessions_write");
  public static final Capability AUDIT_READ = new Capability("audit_read");
  public static final Capability AUDIT_WITNESS = new Capability("audit_witness");
  public static final Capability AUDIT_ERASE = new Capability("audit_erase");
  public static final Capability LICENSE_READ = new Capability("license_read");
  public static final Capability LICENSE_REFRESH = new Capability("license_refresh");
  public static final Capability LICENSE_TRUST = new Capability("license_trust");
  public static final Capability LICENSE_ISSUE = new Capability("license_issue");
  public static final Capability LICENSE_REVOKE = new Capability("license_revoke");
  public static final Capability MAILBOX_READ = new Capability("mailbox_read");
  public static final Capability CLI_CONSENT = new Capability("cli_consent");

  public static final Policy POLICY =
      new Policy(
          "built-in",
          List.of(
              new Rule(
                  "builtin-blocked",
                  Rule.Effect.DENY,
                  List.of("key_export", "license_override", "telemetry_delete"),
                  "blocked everywhere until a person at the machine does it there"),
              new Rule(
                  "builtin-own-account",
                  Rule.Effect.ALLOW,
                  List.of(
                      "keys_read",
                      "keys_write",
                      "devices_read",
                      "devices_enroll",
                      "devices_approve",
                      "sessions_read",
                      "sessions_write",
                      "cli_consent"),
                  "everybody manages their own keys, devices and sessions"),
              new Rule(
                  "builtin-audit",
                  Rule.Effect.ALLOW,
                  List.of("audit_read", "audit_witness", "audit_erase"),
                  "everybody may read, witness and have erased what was recorded about them"),
              new Rule(
                  "builtin-license",
                  Rule.Effect.ALLOW,
                  List.of("license_read", "license_refresh", "license_trust"),
                  "everybody may use what their organization has bought"),
              // and beyond this, only as an owner at the portal's machine: the page asks for both
              new Rule(
                  "builtin-mailbox",
                  Rule.Effect.ALLOW,
                  List.of("mailbox_read"),
                  "owners read the messages that stay on the portal's machine"),
              // and beyond this, only as an owner: the use case asks for the role
              new Rule(
                  "builtin-license-owner",
                  Rule.Effect.ALLOW,
                  List.of("license_issue", "license_revoke"),
                  "owners keep their organization's licenses")));

  private BuiltInPolicy() {}
}
