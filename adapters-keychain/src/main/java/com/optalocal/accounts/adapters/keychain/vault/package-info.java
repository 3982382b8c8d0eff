/// The vault's opened keys: in memory, and in the OS keychain.
@NullMarked
package com.optalocal.accounts.adapters.keychain.vault;

import org.jspecify.annotations.NullMarked;
