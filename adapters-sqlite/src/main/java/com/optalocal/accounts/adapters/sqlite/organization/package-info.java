/// Members, and the name of the installation.
@NullMarked
package com.optalocal.accounts.adapters.sqlite.organization;

import org.jspecify.annotations.NullMarked;
