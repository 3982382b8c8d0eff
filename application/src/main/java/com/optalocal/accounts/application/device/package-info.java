/// What a device has of its own, and where the portal keeps requests to join; the joining itself is
/// the vault's (`application.vault`).
@NullMarked
package com.optalocal.accounts.application.device;

import org.jspecify.annotations.NullMarked;
