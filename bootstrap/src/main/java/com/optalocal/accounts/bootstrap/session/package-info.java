/// Signing this terminal in and out, and telling who is signed in.
@NullMarked
package com.optalocal.accounts.bootstrap.session;

import org.jspecify.annotations.NullMarked;
