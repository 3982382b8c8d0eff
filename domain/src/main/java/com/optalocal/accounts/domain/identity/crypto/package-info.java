/// Password hashing with Argon2id.
@NullMarked
package com.optalocal.accounts.domain.identity.crypto;

import org.jspecify.annotations.NullMarked;
