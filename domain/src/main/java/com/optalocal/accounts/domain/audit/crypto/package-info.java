/// Commitments to personal data and the RFC 6962 tree hash.
@NullMarked
package com.optalocal.accounts.domain.audit.crypto;

import org.jspecify.annotations.NullMarked;
