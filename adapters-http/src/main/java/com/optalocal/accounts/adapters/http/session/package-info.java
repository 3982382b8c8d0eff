/// Sessions over HTTP: a device's sign-in at its portal, and the daemon's operations around it.
@NullMarked
package com.optalocal.accounts.adapters.http.session;

import org.jspecify.annotations.NullMarked;
