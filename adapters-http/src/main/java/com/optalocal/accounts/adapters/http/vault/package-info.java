/// The vault over HTTP: sealed notes in and out, and the page that lists them.
@NullMarked
package com.optalocal.accounts.adapters.http.vault;

import org.jspecify.annotations.NullMarked;
