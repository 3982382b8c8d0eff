package com.optalocal.accounts.adapters.sqlite.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.license.LicenseCache;
import com.optalocal.accounts.application.license.LicenseCacheContract;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.note.Note;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteLicenseCacheTest extends LicenseCacheContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.device();

  @Override
  protected LicenseCache cache() {
    return new SqliteLicenseCache(open.database());
  }

  @Test
  void what_is_held_survives_a_restart_and_what_was_broken_is_left_out() {
    LicenseFixture vendor = LicenseFixture.vendor();
    Note one = vendor.license(1, Optional.empty());
    Note two = vendor.license(2, Optional.empty());
    cache().replace(People.ANA.id(), List.of(vendor.keys(1)), List.of(one, two));
    open.database()
        .write(handle ->
            handle.execute(
                "UPDATE license_note SET note = 'rubbish' WHERE kind = 'license' AND position ="
                    + " 0"));

    open.restart();

    assertThat(cache().load(People.ANA.id()))
        .isEqualTo(new LicenseCache.Held(Optional.empty(), List.of(vendor.keys(1)), List.of(two)));
  }
}
