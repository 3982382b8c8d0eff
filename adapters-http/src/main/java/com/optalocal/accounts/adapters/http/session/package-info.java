/// Sessions over HTTP: access tokens, sign-in, terminal sign-in, refresh and sign-out.
@NullMarked
package com.optalocal.accounts.adapters.http.session;

import org.jspecify.annotations.NullMarked;
