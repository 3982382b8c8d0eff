/// Licenses: the portal keeps and serves them, devices fetch and judge them.
@NullMarked
package com.optalocal.accounts.application.license;

import org.jspecify.annotations.NullMarked;
