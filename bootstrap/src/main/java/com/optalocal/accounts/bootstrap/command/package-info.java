/// The command line as a tree of words, each leaf with its own small parser, and how commands fail.
@NullMarked
package com.optalocal.accounts.bootstrap.command;

import org.jspecify.annotations.NullMarked;
