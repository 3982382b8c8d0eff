/// Attribution ids.
@NullMarked
package com.optalocal.accounts.bootstrap.openclaw;

import org.jspecify.annotations.NullMarked;
