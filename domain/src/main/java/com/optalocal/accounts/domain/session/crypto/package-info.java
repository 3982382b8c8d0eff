/// How a refresh token's successor follows from it.
@NullMarked
package com.optalocal.accounts.domain.session.crypto;

import org.jspecify.annotations.NullMarked;
