/// Where this person's files lie, what the environment says, and the few settings.
@NullMarked
package com.optalocal.accounts.bootstrap.home;

import org.jspecify.annotations.NullMarked;
