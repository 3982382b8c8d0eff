/// Devices, and the signed, hash-chained list that says which ones to trust.
@NullMarked
package com.optalocal.accounts.domain.device;

import org.jspecify.annotations.NullMarked;
