/// Device and recovery keys, and the proof behind six typed words.
@NullMarked
package com.optalocal.accounts.domain.device.crypto;

import org.jspecify.annotations.NullMarked;
