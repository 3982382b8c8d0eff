package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.ByteString;

/// An X25519 public key: things are sealed to it.
public record AgreementKey(ByteString bytes) {
  public AgreementKey {
    bytes.requireLength(32);
  }

  public static AgreementKey parse(String base64Url) {
    return new AgreementKey(ByteString.fromBase64Url(base64Url));
  }

  @Override
  public String toString() {
    return bytes.toBase64Url();
  }
}
