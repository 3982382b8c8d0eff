package com.optalocal.accounts.application.session;

import java.util.concurrent.Executor;

/// What it takes to send messages that strangers ask for.
///
/// @param later runs what must not show in how long an answer takes; what it has no room for, it
///   drops
public record Post(SendToken send, MessagePause pause, Executor later) {}
