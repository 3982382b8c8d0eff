package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.OneTimeToken;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class InMemoryOneTimeTokens implements OneTimeTokens {
  private record Key(OrgId org, UserId user, String slot) {}

  private final InMemoryTable<Key, OneTimeToken> tokens;

  public InMemoryOneTimeTokens(InMemoryUnitOfWork work) {
    tokens = work.table();
  }

  @Override
  public void put(OrgId org, OneTimeToken token) {
    tokens.put(new Key(org, token.user(), token.purpose().slot()), token);
  }

  @Override
  public Optional<OneTimeToken> findByLink(OrgId org, Hash link) {
    return tokens.values(key -> key.org().equals(org)).stream()
        .filter(token -> token.secrets().link().equals(link))
        .findFirst();
  }

  @Override
  public List<OneTimeToken> find(OrgId org, String slot, Address address) {
    return tokens.values(key -> key.org().equals(org) && key.slot().equals(slot)).stream()
        .filter(token -> token.address().equals(address))
        .sorted(Comparator.comparing(OneTimeToken::issuedAt).reversed())
        .limit(AT_ONE_ADDRESS)
        .toList();
  }

  @Override
  public void remove(OrgId org, UserId user, String slot) {
    tokens.remove(new Key(org, user, slot));
  }
}
