/// The vault on both sides: the portal stores notes, a device seals, opens and verifies.
@NullMarked
package com.optalocal.accounts.application.vault;

import org.jspecify.annotations.NullMarked;
