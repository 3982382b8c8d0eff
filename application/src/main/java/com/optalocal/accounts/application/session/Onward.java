package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.util.Optional;

/// Where a message's link leads, and the challenge of the program that gets a code there. Without
/// one the link proves the address and signs nobody in: tokens never travel in an address.
public record Onward(Optional<PkceChallenge> challenge, Target next) {}
