/// The portal on this machine: its key files, its wiring, and the commands that start it.
@NullMarked
package com.optalocal.accounts.bootstrap.portal;

import org.jspecify.annotations.NullMarked;
