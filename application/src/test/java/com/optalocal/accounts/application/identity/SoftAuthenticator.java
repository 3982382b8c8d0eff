package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

/// An authenticator in software that answers as it is told, rightly or wrongly: ES256, no
/// attestation.
public final class SoftAuthenticator {
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int ATTESTED = 0x40;

  private final KeyPair keys;
  private final byte[] id;
  private final String rpId;
  private final String origin;
  private long signCount;
  private boolean verifiesUser = true;

  public SoftAuthenticator(String rpId, String origin) {
    this(rpId, origin, keys(), 0);
  }

  private SoftAuthenticator(String rpId, String origin, KeyPair keys, long signCount) {
    this.rpId = rpId;
    this.origin = origin;
    this.keys = keys;
    this.id = sha256(keys.getPublic().getEncoded());
    this.signCount = signCount;
  }

  /// The same key at another origin, for another name.
  public SoftAuthenticator at(String otherRpId, String otherOrigin) {
    return new SoftAuthenticator(otherRpId, otherOrigin, keys, signCount);
  }

  /// A second one with the same key and count.
  public SoftAuthenticator copy() {
    return at(rpId, origin);
  }

  /// From now on it does not check who uses it.
  public SoftAuthenticator unverified() {
    verifiesUser = false;
    return this;
  }

  public ByteString credentialId() {
    return ByteString.copyOf(id);
  }

  public WebAuthnAnswer.Attestation create(ByteString nonce) {
    byte[] data = authenticatorData(ATTESTED, signCount);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(data);
    all.writeBytes(new byte[16]);
    all.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
    all.writeBytes(id);
    all.writeBytes(publicKey());
    byte[] authData = all.toByteArray();
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.write(0xa3);
    text(object, "fmt");
    text(object, "none");
    text(object, "attStmt");
    object.write(0xa0);
    text(object, "authData");
    bytes(object, authData);
    return new WebAuthnAnswer.Attestation(
        credentialId(),
        ByteString.copyOf(clientData("webauthn.create", nonce)),
        ByteString.copyOf(object.toByteArray()));
  }

  public WebAuthnAnswer.Assertion get(ByteString nonce, Optional<ByteString> userHandle) {
    signCount++;
    byte[] client = clientData("webauthn.get", nonce);
    byte[] data = authenticatorData(0, signCount);
    return new WebAuthnAnswer.Assertion(
        credentialId(),
        ByteString.copyOf(client),
        ByteString.copyOf(data),
        ByteString.copyOf(sign(data, sha256(client))),
        userHandle);
  }

  private byte[] authenticatorData(int flags, long count) {
    int all = flags | PRESENT | (verifiesUser ? VERIFIED : 0);
    return ByteBuffer.allocate(37)
        .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
        .put((byte) all)
        .putInt((int) count)
        .array();
  }

  private byte[] clientData(String type, ByteString nonce) {
    String json =
        "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
            .formatted(type, nonce.toBase64Url(), origin);
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] sign(byte[] data, byte[] hash) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(hash);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// COSE_Key (RFC 9053 §7.1): EC2, ES256, P-256.
  private byte[] publicKey() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
    bytes(out, coordinate(key.getW().getAffineX()));
    out.write(0x22);
    bytes(out, coordinate(key.getW().getAffineY()));
    return out.toByteArray();
  }

  private static byte[] coordinate(BigInteger value) {
    byte[] signed = value.toByteArray();
    byte[] out = new byte[32];
    int length = Math.min(32, signed.length);
    System.arraycopy(signed, signed.length - length, out, 32 - length, length);
    return out;
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.write(0x60 | text.length());
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
    out.write(0x58);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
