package com.optalocal.accounts.bootstrap.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rotation that is cut off anywhere leaves the key that the log names.
class LogKeyFilesTest {
  @TempDir Path folder;
  private LogKeyFiles files;
  private VerificationKey old;

  @BeforeEach
  void prepare() {
    files = new LogKeyFiles(folder, new SeededRandom(1));
    old = opened(Optional.empty());
  }

  @Test
  void a_crash_before_the_log_names_the_next_key_leaves_the_old_one() {
    VerificationKey next = files.prepareNext();

    assertThat(opened(Optional.empty())).isEqualTo(old).isNotEqualTo(next);
    assertThat(folder.resolve("audit-log.key.next")).doesNotExist();
  }

  @Test
  void a_crash_after_it_is_finished_at_the_next_start() {
    VerificationKey next = files.prepareNext();

    assertThat(opened(Optional.of(next))).isEqualTo(next);
    assertThat(opened(Optional.of(next))).as("and the next").isEqualTo(next);
    assertThat(folder.resolve("audit-log.key.next")).doesNotExist();
  }

  @Test
  void a_second_rotation_that_is_cut_off_leaves_the_first() {
    VerificationKey first = files.prepareNext();
    files.promoteNext();
    VerificationKey second = files.prepareNext();

    assertThat(opened(Optional.of(first))).isEqualTo(first).isNotEqualTo(second);
  }

  @Test
  void a_key_file_of_before_the_rotation_signs_nothing() {
    VerificationKey lost = SigningKey.generate(new SeededRandom(9)).verificationKey();

    assertThatThrownBy(() -> opened(Optional.of(lost)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("not the key that the audit log names last");
    assertThat(opened(Optional.empty())).as("and is not touched").isEqualTo(old);
  }

  private VerificationKey opened(Optional<VerificationKey> recorded) {
    try (SigningKey key = files.open(recorded)) {
      return key.verificationKey();
    }
  }
}
