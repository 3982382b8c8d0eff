/// Measures what the design promises. Not part of the program.
@NullMarked
package com.optalocal.accounts.benchmarks;

import org.jspecify.annotations.NullMarked;
