/// What the server roles share: their logs, and how they are told to stop.
@NullMarked
package com.optalocal.accounts.bootstrap.server;

import org.jspecify.annotations.NullMarked;
