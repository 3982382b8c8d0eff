/// Where a machine keeps what is its own: OS keychain, files, memory.
@NullMarked
package com.optalocal.accounts.adapters.keychain;

import org.jspecify.annotations.NullMarked;
