package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Keychain] that is in use keeps to.
public abstract class KeychainContract {
  protected static final SecretName ANTHROPIC = new SecretName("ANTHROPIC_API_KEY");
  protected static final SecretName LMX = new SecretName("LMX_TOKEN");

  protected abstract Keychain emptyKeychain();

  @Test
  void it_is_in_use() {
    assertThat(emptyKeychain().isInUse()).isTrue();
  }

  @Test
  void an_entry_that_is_not_there_is_empty_and_can_be_removed() {
    Keychain keychain = emptyKeychain();
    assertThat(keychain.get(ANTHROPIC)).isEmpty();
    keychain.remove(ANTHROPIC);
    assertThat(keychain.get(ANTHROPIC)).isEmpty();
  }

  @Test
  void entries_are_kept_replaced_and_removed_each_on_its_own() {
    Keychain keychain = emptyKeychain();
    keychain.put(ANTHROPIC, value("sk-ant-1"));
    keychain.put(LMX, value("lmx-1"));
    keychain.put(ANTHROPIC, value("sk-ant-2"));
    assertThat(bytes(keychain, ANTHROPIC)).contains(hex("sk-ant-2"));
    keychain.remove(ANTHROPIC);
    keychain.remove(ANTHROPIC);
    assertThat(keychain.get(ANTHROPIC)).isEmpty();
    assertThat(bytes(keychain, LMX)).contains(hex("lmx-1"));
  }

  @Test
  void any_bytes_come_back_as_they_were_put() {
    Keychain keychain = emptyKeychain();
    List<byte[]> odd = new ArrayList<>();
    odd.add(utf8("  leading, trailing and\ninner\r\nwhite space\t "));
    odd.add(utf8("Zoë 😀 \u202e"));
    odd.add(utf8("base64:aGVsbG8="));
    odd.add(utf8("base64:"));
    odd.add(utf8("\ufeffmark"));
    odd.add(utf8("\uffff"));
    odd.add(utf8("nul \0 inside"));
    odd.add(new byte[] {0});
    odd.add(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80});
    odd.add(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
    odd.add(new byte[] {(byte) 0xc0, (byte) 0x80});
    odd.add("k".repeat(SecretValue.MAX_BYTES).getBytes(StandardCharsets.US_ASCII));
    byte[] all = new byte[SecretValue.MAX_BYTES];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    odd.add(all);
    for (byte[] bytes : odd) {
      String expected = HexFormat.of().formatHex(bytes);
      keychain.put(LMX, new SecretValue(new SecretBytes(bytes)));
      assertThat(bytes(keychain, LMX)).contains(expected);
    }
  }

  @Test
  void wiping_what_was_put_or_lent_leaves_the_entry_alone() {
    Keychain keychain = emptyKeychain();
    SecretValue mine = value("sk-ant-1");
    keychain.put(ANTHROPIC, mine);
    mine.close();
    keychain.get(ANTHROPIC).orElseThrow().close();
    assertThat(bytes(keychain, ANTHROPIC)).contains(hex("sk-ant-1"));
  }

  protected static SecretValue value(String text) {
    return new SecretValue(new SecretBytes(utf8(text)));
  }

  protected static Optional<String> bytes(Keychain keychain, SecretName name) {
    return keychain.get(name).map(value -> value.bytes().use(HexFormat.of()::formatHex));
  }

  protected static String hex(String text) {
    return HexFormat.of().formatHex(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
