/// Devices that ask to join.
@NullMarked
package com.optalocal.accounts.adapters.sqlite.device;

import org.jspecify.annotations.NullMarked;
