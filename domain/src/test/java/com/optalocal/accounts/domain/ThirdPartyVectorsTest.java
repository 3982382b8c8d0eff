package com.optalocal.accounts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.note.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The primitives that this program rests on, as it calls them, against Wycheproof and the RFCs.
class ThirdPartyVectorsTest {
  private static byte[] hex(JsonNode node) {
    return HexFormat.of().parseHex(node.asString());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// Runs `check` for each case of a Wycheproof file, and says which one does not hold.
  private static void wycheproof(String file, Case check) {
    JsonNode all = SharedVectors.read("wycheproof/" + file);
    int count = 0;
    for (JsonNode group : all.get("testGroups")) {
      for (JsonNode one : group.get("tests")) {
        count++;
        boolean holds;
        try {
          holds = check.holds(group, one);
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
          holds = false;
        }
        String expected = one.get("result").asString();
        if (!expected.equals("acceptable")) {
          assertThat(holds)
              .as("%s, case %d: %s", file, one.get("tcId").asInt(), one.get("comment").asString())
              .isEqualTo(expected.equals("valid"));
        }
      }
    }
    assertThat(count).isEqualTo(all.get("numberOfTests").asInt());
  }

  @FunctionalInterface
  private interface Case {
    boolean holds(JsonNode group, JsonNode one) throws GeneralSecurityException;
  }

  @Test
  void ed25519() {
    wycheproof(
        "ed25519_test.json",
        (group, one) ->
            new VerificationKey(ByteString.copyOf(hex(group.get("publicKey").get("pk"))))
                .verifies(hex(one.get("msg")), ByteString.copyOf(hex(one.get("sig")))));
  }

  @Test
  void x25519() {
    wycheproof(
        "x25519_test.json",
        (group, one) -> {
          X25519Agreement agreement = new X25519Agreement();
          agreement.init(new X25519PrivateKeyParameters(hex(one.get("private"))));
          byte[] shared = new byte[agreement.getAgreementSize()];
          agreement.calculateAgreement(
              new X25519PublicKeyParameters(hex(one.get("public"))), shared, 0);
          return Arrays.equals(shared, hex(one.get("shared")));
        });
  }

  @Test
  void hmac_sha256() {
    wycheproof(
        "hmac_sha256_test.json",
        (group, one) -> {
          Mac mac = Mac.getInstance("HmacSHA256");
          mac.init(new SecretKeySpec(hex(one.get("key")), "HmacSHA256"));
          byte[] tag = mac.doFinal(hex(one.get("msg")));
          return Arrays.equals(
              Arrays.copyOf(tag, group.get("tagSize").asInt() / 8), hex(one.get("tag")));
        });
  }

  @Test
  void hkdf_sha256() {
    wycheproof(
        "hkdf_sha256_test.json",
        (group, one) -> {
          byte[] okm = new byte[one.get("size").asInt()];
          try {
            hkdf(one.get("ikm"), one.get("salt"), one.get("info"), okm);
          } catch (org.bouncycastle.crypto.DataLengthException tooLong) {
            return false;
          }
          return Arrays.equals(okm, hex(one.get("okm")));
        });
  }

  private static void hkdf(JsonNode ikm, JsonNode salt, JsonNode info, byte[] okm) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
    hkdf.init(new HKDFParameters(hex(ikm), hex(salt), hex(info)));
    hkdf.generateBytes(okm, 0, okm.length);
  }

  @Test
  void aes_gcm() {
    wycheproof(
        "aes_gcm_test.json",
        (group, one) -> {
          byte[] sealed =
              HexFormat.of().parseHex(one.get("ct").asString() + one.get("tag").asString());
          byte[] opened = gcm(Cipher.DECRYPT_MODE, group, one).doFinal(sealed);
          byte[] again = gcm(Cipher.ENCRYPT_MODE, group, one).doFinal(hex(one.get("msg")));
          return Arrays.equals(opened, hex(one.get("msg"))) && Arrays.equals(again, sealed);
        });
  }

  private static Cipher gcm(int mode, JsonNode group, JsonNode one)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(hex(one.get("key")), "AES"),
        new GCMParameterSpec(group.get("tagSize").asInt(), hex(one.get("iv"))));
    cipher.updateAAD(hex(one.get("aad")));
    return cipher;
  }

  /// Base mode is ours; that another mode's key opens nothing under it shows that the mode counts.
  @Test
  void hpke_base_mode() throws InvalidCipherTextException {
    JsonNode contexts = SharedVectors.read("hpke-rfc9180.json");
    int opened = 0;
    for (JsonNode one : contexts) {
      HPKE hpke =
          new HPKE(
              HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128);
      AsymmetricCipherKeyPair recipient =
          hpke.deserializePrivateKey(hex(one.get("skRm")), hex(one.get("pkRm")));
      HPKEContext context = hpke.setupBaseR(hex(one.get("enc")), recipient, hex(one.get("info")));
      int number = 0;
      for (JsonNode sealed : one.get("encryptions")) {
        // the vectors leave numbers out; those from 0 on without a gap can be followed
        String aad = new String(hex(sealed.get("aad")), StandardCharsets.US_ASCII);
        if (!aad.equals(String.format(Locale.ROOT, "Count-%d", number++))) {
          break;
        }
        if (one.get("mode").asInt() == 0) {
          assertThat(hex(context.open(hex(sealed.get("aad")), hex(sealed.get("ct")))))
              .isEqualTo(sealed.get("pt").asString());
          opened++;
        } else {
          org.assertj.core.api.Assertions.assertThatThrownBy(
                  () -> context.open(hex(sealed.get("aad")), hex(sealed.get("ct"))))
              .isInstanceOf(InvalidCipherTextException.class);
        }
      }
    }
    assertThat(opened).isPositive();
  }

  @Test
  void argon2() {
    JsonNode cases = SharedVectors.read("rfc.json").get("rfc9106_argon2");
    assertThat(cases.size()).isPositive();
    for (JsonNode one : cases) {
      int type =
          switch (one.get("type").asString()) {
            case "argon2d" -> Argon2Parameters.ARGON2_d;
            case "argon2i" -> Argon2Parameters.ARGON2_i;
            default -> Argon2Parameters.ARGON2_id;
          };
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(type)
              .withVersion(one.get("version").asInt())
              .withSalt(hex(one.get("salt")))
              .withSecret(hex(one.get("secret")))
              .withAdditional(hex(one.get("ad")))
              .withMemoryAsKB(one.get("memory_kib").asInt())
              .withIterations(one.get("iterations").asInt())
              .withParallelism(one.get("parallelism").asInt())
              .build());
      byte[] tag = new byte[one.get("tag").asString().length() / 2];
      argon2.generateBytes(hex(one.get("password")), tag);
      assertThat(hex(tag)).isEqualTo(one.get("tag").asString());
    }
  }

  /// What RFC 7515 signs is an HMAC like ours; the identity API's tokens are not made this way.
  @Test
  void hmac_of_jws() throws GeneralSecurityException {
    JsonNode one = SharedVectors.read("rfc.json").get("rfc7515_a1_hs256");
    String jws = one.get("jws").asString();
    int dot = jws.lastIndexOf('.');
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            ByteString.fromBase64Url(one.get("k").asString()).toByteArray(), "HmacSHA256"));
    byte[] tag = mac.doFinal(jws.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    assertThat(ByteString.copyOf(tag).toBase64Url()).isEqualTo(jws.substring(dot + 1));
  }
}
