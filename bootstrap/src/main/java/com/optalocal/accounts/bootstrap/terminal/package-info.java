/// What a person sees and types: marks, colors, prompts, a spinner; or JSON instead.
@NullMarked
package com.optalocal.accounts.bootstrap.terminal;

import org.jspecify.annotations.NullMarked;
