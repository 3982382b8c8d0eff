/// People with an account, and the hashes of their passwords.
@NullMarked
package com.optalocal.accounts.adapters.sqlite.identity;

import org.jspecify.annotations.NullMarked;
