/// Devices over HTTP: requests to join, their answers, the page that shows them, and the daemon's
/// operations.
@NullMarked
package com.optalocal.accounts.adapters.http.device;

import org.jspecify.annotations.NullMarked;
