/// What somebody may do, and why.
@NullMarked
package com.optalocal.accounts.domain.policy;

import org.jspecify.annotations.NullMarked;
