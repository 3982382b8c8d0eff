/// Use cases, one class and one verb each, and the ports that they need.
@NullMarked
package com.optalocal.accounts.application;

import org.jspecify.annotations.NullMarked;
