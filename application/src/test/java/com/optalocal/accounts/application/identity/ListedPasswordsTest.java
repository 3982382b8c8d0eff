package com.optalocal.accounts.application.identity;

class ListedPasswordsTest extends BreachedPasswordsContract {
  @Override
  protected BreachedPasswords listed() {
    return new ListedPasswords(LISTED);
  }
}
