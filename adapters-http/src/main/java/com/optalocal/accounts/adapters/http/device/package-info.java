/// Devices over HTTP.
@NullMarked
package com.optalocal.accounts.adapters.http.device;

import org.jspecify.annotations.NullMarked;
