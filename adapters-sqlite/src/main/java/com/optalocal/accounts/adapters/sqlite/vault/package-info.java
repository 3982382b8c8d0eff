/// Sealed vaults on the portal, pins on a device.
@NullMarked
package com.optalocal.accounts.adapters.sqlite.vault;

import org.jspecify.annotations.NullMarked;
