/// Accounts over HTTP: sign-up and the signed-in user.
@NullMarked
package com.optalocal.accounts.adapters.http.identity;

import org.jspecify.annotations.NullMarked;
