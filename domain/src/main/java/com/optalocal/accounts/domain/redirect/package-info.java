/// Where a browser may be sent.
@NullMarked
package com.optalocal.accounts.domain.redirect;

import org.jspecify.annotations.NullMarked;
