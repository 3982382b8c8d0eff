/// The audit log at a terminal.
@NullMarked
package com.optalocal.accounts.bootstrap.audit;

import org.jspecify.annotations.NullMarked;
