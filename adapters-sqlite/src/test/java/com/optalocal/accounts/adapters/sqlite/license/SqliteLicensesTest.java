package com.optalocal.accounts.adapters.sqlite.license;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.license.Licenses;
import com.optalocal.accounts.application.license.LicensesContract;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteLicensesTest extends LicensesContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Licenses licenses() {
    return new SqliteLicenses(open.database());
  }

  @Override
  protected OrgId otherOrganization() {
    return open.otherOrganization();
  }

  @Test
  void a_key_list_that_was_edited_in_the_file_is_not_read() {
    LicenseFixture vendor = LicenseFixture.vendor();
    licenses()
        .putKeys(DEFAULT, LicenseKeys.verify(vendor.keys(1), vendor.authority()).orElseThrow());
    open.database()
        .write(handle ->
            handle.execute(
                "UPDATE license_keys SET note = replace(note, 'version 1', 'version 9')"));

    assertThatThrownBy(() -> licenses().keys(DEFAULT)).isInstanceOf(StoreUnavailable.class);
  }
}
