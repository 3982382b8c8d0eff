/// Devices over HTTP: requests to join, their answers, and the page that shows them.
@NullMarked
package com.optalocal.accounts.adapters.http.device;

import org.jspecify.annotations.NullMarked;
