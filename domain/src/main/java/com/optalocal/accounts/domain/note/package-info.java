/// Signed text: one parser, one signer, one verifier for everything that is signed (C2SP
/// signed-note).
@NullMarked
package com.optalocal.accounts.domain.note;

import org.jspecify.annotations.NullMarked;
