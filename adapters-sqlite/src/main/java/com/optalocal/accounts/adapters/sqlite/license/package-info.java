/// Licenses in SQLite: the portal's, and what a device holds and may not forget.
@NullMarked
package com.optalocal.accounts.adapters.sqlite.license;

import org.jspecify.annotations.NullMarked;
