/// Organizations and their members. Runs on the portal.
@NullMarked
package com.optalocal.accounts.application.organization;

import org.jspecify.annotations.NullMarked;
