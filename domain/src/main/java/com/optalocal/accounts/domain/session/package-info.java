/// Being signed in: sessions, their tokens and the hand-off to a terminal.
@NullMarked
package com.optalocal.accounts.domain.session;

import org.jspecify.annotations.NullMarked;
