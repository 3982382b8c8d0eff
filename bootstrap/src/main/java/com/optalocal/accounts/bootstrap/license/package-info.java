/// Licenses at a terminal: an issuer's tools, an owner's, and everybody's.
@NullMarked
package com.optalocal.accounts.bootstrap.license;

import org.jspecify.annotations.NullMarked;
