/// What every area's cryptography rests on.
@NullMarked
package com.optalocal.accounts.domain.crypto;

import org.jspecify.annotations.NullMarked;
