/// The audit log: leaves, bodies, tree and checkpoints.
@NullMarked
package com.optalocal.accounts.adapters.sqlite.audit;

import org.jspecify.annotations.NullMarked;
