/// Devices join a vault: asked on the new one, approved on a trusted one, kept by the portal.
@NullMarked
package com.optalocal.accounts.application.device;

import org.jspecify.annotations.NullMarked;
