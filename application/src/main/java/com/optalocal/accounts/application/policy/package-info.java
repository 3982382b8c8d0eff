/// Whether somebody may do something, and why.
@NullMarked
package com.optalocal.accounts.application.policy;

import org.jspecify.annotations.NullMarked;
