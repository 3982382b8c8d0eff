/// Embedded SQLite: the portal's store, and what a device remembers.
@NullMarked
package com.optalocal.accounts.adapters.sqlite;

import org.jspecify.annotations.NullMarked;
