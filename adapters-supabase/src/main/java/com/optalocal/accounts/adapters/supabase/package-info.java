/// Supabase Auth and Postgres, for portals that outgrow one file. Its adapters arrive with that
/// deployment; until then nothing is wired here.
@NullMarked
package com.optalocal.accounts.adapters.supabase;

import org.jspecify.annotations.NullMarked;
