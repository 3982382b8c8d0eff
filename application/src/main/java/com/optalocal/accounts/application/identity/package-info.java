/// Signing up and proving who one is. Runs on the portal.
@NullMarked
package com.optalocal.accounts.application.identity;

import org.jspecify.annotations.NullMarked;
