/// Vaults over HTTP: how a device reaches its portal's, and the daemon's operations on it.
@NullMarked
package com.optalocal.accounts.adapters.http.vault;

import org.jspecify.annotations.NullMarked;
