/// Secrets sealed to devices: items, wraps, manifest, and their verification.
@NullMarked
package com.optalocal.accounts.domain.vault;

import org.jspecify.annotations.NullMarked;
