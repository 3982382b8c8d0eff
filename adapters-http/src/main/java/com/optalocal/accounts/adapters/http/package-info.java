/// HTTP: the portal's and the daemon's servers, the pages, and the clients of both.
@NullMarked
package com.optalocal.accounts.adapters.http;

import org.jspecify.annotations.NullMarked;
