/// What happened, as canonical bytes that a Merkle tree commits to.
@NullMarked
package com.optalocal.accounts.domain.audit;

import org.jspecify.annotations.NullMarked;
