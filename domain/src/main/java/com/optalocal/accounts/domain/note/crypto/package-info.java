/// Ed25519 and SHA-256, the primitives under every note.
@NullMarked
package com.optalocal.accounts.domain.note.crypto;

import org.jspecify.annotations.NullMarked;
