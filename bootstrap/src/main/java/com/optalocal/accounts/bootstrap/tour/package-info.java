/// The whole story without a hand on the keyboard: the real programs, real sockets, two homes.
@NullMarked
package com.optalocal.accounts.bootstrap.tour;

import org.jspecify.annotations.NullMarked;
