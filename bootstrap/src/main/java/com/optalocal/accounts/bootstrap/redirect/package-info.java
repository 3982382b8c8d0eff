/// Asking the redirect policy.
@NullMarked
package com.optalocal.accounts.bootstrap.redirect;

import org.jspecify.annotations.NullMarked;
