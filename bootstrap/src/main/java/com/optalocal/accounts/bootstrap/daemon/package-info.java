/// The daemon of this home: starting it, talking to it, and being it.
@NullMarked
package com.optalocal.accounts.bootstrap.daemon;

import org.jspecify.annotations.NullMarked;
