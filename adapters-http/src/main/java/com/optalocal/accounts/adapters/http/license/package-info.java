/// Licenses over HTTP: routes, page, the daemon's operations, and the client.
@NullMarked
package com.optalocal.accounts.adapters.http.license;

import org.jspecify.annotations.NullMarked;
