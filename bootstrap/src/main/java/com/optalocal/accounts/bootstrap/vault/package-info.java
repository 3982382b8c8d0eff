/// The vault at a terminal: keys, syncing, and running programs with keys.
@NullMarked
package com.optalocal.accounts.bootstrap.vault;

import org.jspecify.annotations.NullMarked;
