package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.redirect.Target;

/// A message that lets its reader prove that the address is theirs: by a link with `token`, or by
/// typing `code`. What it says in words is for whoever delivers it.
///
/// @param next where the link leads once it has been followed
public record Message(
    MessagePurpose purpose, Address to, BearerSecret token, OneTimeCode code, Target next) {}
