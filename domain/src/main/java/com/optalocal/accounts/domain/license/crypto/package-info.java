/// The key that authenticates what a device may not forget about its licenses.
@NullMarked
package com.optalocal.accounts.domain.license.crypto;

import org.jspecify.annotations.NullMarked;
