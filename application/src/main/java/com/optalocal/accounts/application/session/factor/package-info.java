/// Second factors and passkeys: enrolling them, being asked for them, proving them. Runs on the
/// portal.
@NullMarked
package com.optalocal.accounts.application.session.factor;

import org.jspecify.annotations.NullMarked;
