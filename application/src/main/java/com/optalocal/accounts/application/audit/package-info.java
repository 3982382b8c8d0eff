/// What happened, recorded in the same transaction as the change.
@NullMarked
package com.optalocal.accounts.application.audit;

import org.jspecify.annotations.NullMarked;
