/// The few settings: their names, where they come from, and the commands that show and change them.
@NullMarked
package com.optalocal.accounts.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
