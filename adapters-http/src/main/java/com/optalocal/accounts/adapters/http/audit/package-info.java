/// The audit log over HTTP.
@NullMarked
package com.optalocal.accounts.adapters.http.audit;

import org.jspecify.annotations.NullMarked;
