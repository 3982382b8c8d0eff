/// This machine's device keys.
@NullMarked
package com.optalocal.accounts.adapters.keychain.device;

import org.jspecify.annotations.NullMarked;
