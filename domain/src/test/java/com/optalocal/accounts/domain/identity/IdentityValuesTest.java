package com.optalocal.accounts.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.identity.crypto.Argon2Passwords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityValuesTest {
  private static final Email ANA = new Email("ana@example.test");

  @Test
  void an_address_is_kept_in_lower_case() {
    assertThat(new Email(" Ana.B+x@Example.TEST ").value()).isEqualTo("ana.b+x@example.test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ana",
        "@example.test",
        "ana@",
        "ana@localhost",
        "a b@example.test",
        "ana@example..test",
        "ana@-example.test",
        ".ana@example.test",
        "ana.@example.test",
        "ana@example.test\n",
        "ana@exa\u0000mple.test",
        "<ana@example.test>",
        "ana@b@example.test"
      })
  void what_is_no_address_is_refused_without_repeating_it(String text) {
    if (text.strip().equals("ana@example.test")) {
      assertThat(new Email(text)).isEqualTo(ANA);
      return;
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Email(text))
        .withMessage("e-mail address has the wrong form");
  }

  @ParameterizedTest
  @CsvSource({
    "short,LENGTH",
    "aaaaaaaaaaaaaaaa,CHARACTERS",
    "password123,PWNED",
    "ANA@example.test,PWNED",
  })
  void weak_passwords_are_named(String password, PasswordRules.Weakness weakness) {
    assertThat(PasswordRules.weaknesses(Password.of(password), Optional.of(ANA)))
        .contains(weakness);
  }

  @Test
  void a_long_unusual_password_is_fine_in_any_script() {
    assertThat(PasswordRules.weaknesses(Password.of("Correct-horse-9-battery"), Optional.of(ANA)))
        .isEmpty();
    assertThat(PasswordRules.weaknesses(Password.of("чёрный-кот-и-лев"), Optional.of(ANA)))
        .isEmpty();
  }

  @Test
  void a_typed_password_keeps_its_bytes_and_blanks_its_source() {
    char[] typed = "Zoë-päss".toCharArray();
    byte[] bytes = Password.of(typed).bytes().use(byte[]::clone);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("Zoë-päss");
    assertThat(typed).containsOnly('\0');
  }

  @Test
  void a_hash_matches_its_password_only_and_never_prints() {
    Random seeded = new Random(7);
    PasswordHash hash =
        Argon2Passwords.hash(
            Password.of("Correct-horse-9"),
            n -> {
              byte[] bytes = new byte[n];
              seeded.nextBytes(bytes);
              return bytes;
            });
    assertThat(Argon2Passwords.matches(Password.of("Correct-horse-9"), hash)).isTrue();
    assertThat(Argon2Passwords.matches(Password.of("correct-horse-9"), hash)).isFalse();
    assertThat(Argon2Passwords.isOutdated(hash)).isFalse();
    assertThat(hash.toString()).doesNotContain("$");
    assertThat(hash.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+49 (30) 123-4567", "49301234567", " +49301234567 "})
  void a_phone_number_is_kept_in_its_digits(String typed) {
    assertThat(new Phone(typed).value()).isEqualTo("49301234567");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "123456",
        "0301234567",
        "1234567890123456",
        "++4930123456",
        "49x30123456",
        "4930123456-invalid",
        "٤٩٣٠١٢٣٤٥٦٧"
      })
  void what_is_no_phone_number_is_refused(String typed) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Phone(typed));
  }

  @Test
  void a_user_is_called_by_what_there_is() {
    User nobody =
        new User(
            People.ANA.id(), Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH);

    assertThat(People.ANA.label()).isEqualTo("Ana");
    assertThat(People.ANA.address()).isEqualTo("ana@example.com");
    assertThat(nobody.label()).isEqualTo("guest");
    assertThat(
            new User(
                    nobody.id(),
                    Optional.empty(),
                    Optional.of(new Phone("4930123456")),
                    Optional.empty(),
                    Instant.EPOCH)
                .label())
        .isEqualTo("+4930123456");
  }
}
