/// Sessions, refresh tokens and terminal sign-ins.
@NullMarked
package com.optalocal.accounts.adapters.sqlite.session;

import org.jspecify.annotations.NullMarked;
