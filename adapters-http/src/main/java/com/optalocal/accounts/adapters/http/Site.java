package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.RandomBytes;
import java.time.InstantSource;

/// What every request of one portal shares.
record Site(
    PortalConfig config,
    Cookies cookies,
    Texts texts,
    Assets assets,
    Pages pages,
    RandomBytes random,
    InstantSource clock) {
  Site(PortalConfig config, RandomBytes random, InstantSource clock) {
    this(
        config,
        new Cookies(config.publicUrl()),
        new Texts(),
        new Assets(),
        new Pages(),
        random,
        clock);
  }
}
