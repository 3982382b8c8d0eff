/// This machine's session and `account.json`.
@NullMarked
package com.optalocal.accounts.adapters.keychain.session;

import org.jspecify.annotations.NullMarked;
