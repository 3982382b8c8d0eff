/// Organizations; every key in every store starts with an OrgId.
@NullMarked
package com.optalocal.accounts.domain.organization;

import org.jspecify.annotations.NullMarked;
