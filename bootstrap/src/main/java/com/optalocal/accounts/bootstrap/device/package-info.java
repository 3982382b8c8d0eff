/// Devices at a terminal: which are trusted, and letting a new one in.
@NullMarked
package com.optalocal.accounts.bootstrap.device;

import org.jspecify.annotations.NullMarked;
