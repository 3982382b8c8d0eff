/// Sessions over HTTP: access tokens, sign-in of browsers, terminals and devices, refresh,
/// sign-out.
@NullMarked
package com.optalocal.accounts.adapters.http.session;

import org.jspecify.annotations.NullMarked;
