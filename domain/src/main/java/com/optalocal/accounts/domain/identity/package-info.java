/// Who somebody is: users, e-mail addresses, passwords.
@NullMarked
package com.optalocal.accounts.domain.identity;

import org.jspecify.annotations.NullMarked;
