/// What an organization may use, proven by signatures that need no server.
///
/// Formats: `docs/license.md`; decisions: ADR 0013.
@NullMarked
package com.optalocal.accounts.domain.license;

import org.jspecify.annotations.NullMarked;
