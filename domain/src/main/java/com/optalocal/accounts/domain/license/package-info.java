/// What an organization may use, proven by signatures that need no server.
@NullMarked
package com.optalocal.accounts.domain.license;

import org.jspecify.annotations.NullMarked;
