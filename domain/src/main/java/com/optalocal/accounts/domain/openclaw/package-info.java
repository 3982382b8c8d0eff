/// Attribution ids that equal those of the other Opta systems byte for byte.
@NullMarked
package com.optalocal.accounts.domain.openclaw;

import org.jspecify.annotations.NullMarked;
