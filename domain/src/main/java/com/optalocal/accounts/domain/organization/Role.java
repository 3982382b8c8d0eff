package com.optalocal.accounts.domain.organization;

/// What a member is to an organization. The code is what stores keep.
public enum Role {
  OWNER("owner"),
  MEMBER("member");

  private final String code;

  Role(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Role ofCode(String code) {
    for (Role role : values()) {
      if (role.code.equals(code)) {
        return role;
      }
    }
    throw new IllegalArgumentException("unknown role");
  }
}
