/// The rules of docs/architecture.md, held by tests. Each rule is a value: what must be so, why,
/// and a planted violation that proves that the rule bites.
@NullMarked
package com.optalocal.accounts.architecture;

import org.jspecify.annotations.NullMarked;
