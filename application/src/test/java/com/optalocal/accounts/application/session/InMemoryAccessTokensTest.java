package com.optalocal.accounts.application.session;

class InMemoryAccessTokensTest extends AccessTokensContract {
  private final AccessTokens tokens = new InMemoryAccessTokens();

  @Override
  protected AccessTokens tokens() {
    return tokens;
  }
}
