/// The program: command line, configuration, wiring by hand.
@NullMarked
package com.optalocal.accounts.bootstrap;

import org.jspecify.annotations.NullMarked;
