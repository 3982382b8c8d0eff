/// Sessions on both sides: the portal opens, renews and ends them; a device holds one.
@NullMarked
package com.optalocal.accounts.application.session;

import org.jspecify.annotations.NullMarked;
