/// Reading the audit log. Every area writes it, so `audit` lies at the bottom; who reads it has a
/// session, so reading stands above that.
@NullMarked
package com.optalocal.accounts.application.audit.reading;

import org.jspecify.annotations.NullMarked;
