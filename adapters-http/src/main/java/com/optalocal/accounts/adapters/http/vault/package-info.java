/// The vault over HTTP: sealed notes in and out, the page that lists them, the device's client and
/// the daemon's operations.
@NullMarked
package com.optalocal.accounts.adapters.http.vault;

import org.jspecify.annotations.NullMarked;
