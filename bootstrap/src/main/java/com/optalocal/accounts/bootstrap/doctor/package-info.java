/// Looking at this machine and saying what to mend.
@NullMarked
package com.optalocal.accounts.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
