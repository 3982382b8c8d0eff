package com.optalocal.accounts.domain.audit;

/// What can be recorded. The code is what stands in the log for ever: never change or reuse one.
public enum AuditAction {
  PORTAL_INITIALIZED("portal.initialized"),
  USER_SIGNED_UP("user.signed-up"),
  /// Somebody signed up with the address of an account that is confirmed.
  USER_SIGN_UP_REPEATED("user.sign-up-repeated"),
  USER_ADDRESS_CONFIRMED("user.address-confirmed"),
  USER_ADDRESS_CHANGED("user.address-changed"),
  USER_DATA_CHANGED("user.data-changed"),
  USER_PASSWORD_CHANGED("user.password-changed"),
  MESSAGE_SENT("message.sent"),
  MESSAGE_FAILED("message.failed"),
  /// The code of a message was guessed at too often.
  MESSAGE_BURNED("message.burned"),
  /// A user can sign in through another provider, too.
  IDENTITY_LINKED("identity.linked"),
  IDENTITY_UNLINKED("identity.unlinked"),
  SESSION_OPENED("session.opened"),
  SESSION_REFRESHED("session.refreshed"),
  SESSION_ENDED("session.ended"),
  SESSION_REUSE_DETECTED("session.reuse-detected"),
  /// A session's user has proven a second factor.
  SESSION_RAISED("session.raised"),
  FACTOR_ENROLLED("factor.enrolled"),
  /// Its first proof; from then on it counts.
  FACTOR_VERIFIED("factor.verified"),
  /// A wrong code, or an answer that no authenticator of the user's gave.
  FACTOR_REFUSED("factor.refused"),
  FACTOR_REMOVED("factor.removed"),
  /// Somebody lost everything: the operator took factors, passkeys and recovery codes away.
  FACTORS_RESET("factors.reset"),
  RECOVERY_CODES_MADE("recovery-codes.made"),
  PASSKEY_REGISTERED("passkey.registered"),
  PASSKEY_REMOVED("passkey.removed"),
  /// A passkey or security key counted backwards: there are two of it.
  AUTHENTICATOR_CLONED("authenticator.cloned"),
  CLI_LOGIN_CONSENTED("cli-login.consented"),
  CLI_LOGIN_DENIED("cli-login.denied"),
  VAULT_CREATED("vault.created"),
  VAULT_ITEM_WRITTEN("vault.item-written"),
  DEVICE_PAIRED("device.paired"),
  DEVICE_JOIN_REQUESTED("device.join-requested"),
  DEVICE_JOIN_APPROVED("device.join-approved"),
  DEVICE_JOIN_BURNED("device.join-burned"),
  DEVICE_ADDED("device.added"),
  LICENSE_KEYS_PUBLISHED("license.keys-published"),
  LICENSE_ISSUED("license.issued"),
  LICENSE_REVOKED("license.revoked"),
  POLICY_DENIED("policy.denied"),
  /// Something that a device saw while nobody was listening, told later.
  DEVICE_REPORTED("device.reported"),
  /// Values older than the retention time were taken out of the log.
  AUDIT_PRUNED("audit.pruned"),
  /// One person's values were taken out of the log.
  AUDIT_ERASED("audit.erased"),
  /// The log has a new key, which the old one signed.
  AUDIT_KEY_CHANGED("audit.key-changed");

  private final String code;

  AuditAction(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /// @throws IllegalArgumentException for a code that no action has
  public static AuditAction ofCode(String code) {
    for (AuditAction action : values()) {
      if (action.code.equals(code)) {
        return action;
      }
    }
    throw new IllegalArgumentException("unknown audit action");
  }
}
