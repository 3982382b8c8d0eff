/// Values and decisions. No I/O, no clock, no randomness of its own: those come in as arguments
/// (ADR 0002).
@NullMarked
package com.optalocal.accounts.domain;

import org.jspecify.annotations.NullMarked;
