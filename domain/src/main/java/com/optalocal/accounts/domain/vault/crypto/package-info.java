/// HPKE sealing (RFC 9180, suite 1).
@NullMarked
package com.optalocal.accounts.domain.vault.crypto;

import org.jspecify.annotations.NullMarked;
