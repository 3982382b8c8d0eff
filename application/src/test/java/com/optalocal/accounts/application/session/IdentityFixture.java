package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.ListedPasswords;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.identity.NewPasswords;
import com.optalocal.accounts.application.identity.OwnerLink;
import com.optalocal.accounts.application.identity.PasswordHashing;
import com.optalocal.accounts.application.identity.SentMessages;
import com.optalocal.accounts.application.identity.SignUp;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.session.crypto.CodeKey;
import java.time.Duration;

/// The use cases around messages, over a portal in memory.
final class IdentityFixture {
  static final AccountRules PROOF =
      new AccountRules(false, false, true, true, true, false, Duration.ofHours(1));

  final MovableClock clock = new MovableClock();
  final InMemoryPortal portal = new InMemoryPortal(clock);
  final InMemoryPortalStores stores = portal.stores();
  final SeededRandom random = new SeededRandom(71);
  final SentMessages sent = new SentMessages();
  final CodeKey key = new CodeKey(new SecretBytes(new SeededRandom(72).next(CodeKey.BYTES)));
  final NewPasswords passwords =
      new NewPasswords(new PasswordHashing(random, 1), ListedPasswords.NONE);
  final MakeAccount makeAccount =
      new MakeAccount(
          new MakeAccount.Stores(
              stores.users(),
              stores.identities(),
              stores.credentials(),
              stores.members(),
              stores.audit()),
          stores.work(),
          random,
          clock);
  final IssueToken issue =
      new IssueToken(
          new IssueToken.Stores(stores.oneTimeTokens(), stores.users(), stores.audit()),
          key,
          stores.work(),
          random,
          clock);
  final AuthorizeFlow flows = new AuthorizeFlow(stores.flows(), stores.work(), random, clock);
  final MessagePause pause = new MessagePause(Duration.ofSeconds(60), clock);
  final Post post = new Post(new SendToken(flows, issue, sent), pause, Runnable::run);
  final ConfirmAddress.Stores confirmStores =
      new ConfirmAddress.Stores(
          stores.users(),
          stores.identities(),
          stores.credentials(),
          stores.sessions(),
          stores.audit());
  final AskForMessage ask = new AskForMessage(stores.users(), makeAccount, post, clock);
  final OwnerLink ownerLink = new OwnerLink(random);
  final AccountRules rules;
  final ConfirmAddress confirm;
  final VerifyToken verify;
  final RegisterAccount register;
  final ChangeAccount change;
  final MakeLink makeLink;

  IdentityFixture() {
    this(PROOF);
  }

  IdentityFixture(AccountRules rules) {
    this.rules = rules;
    confirm = new ConfirmAddress(confirmStores, rules, random);
    verify =
        new VerifyToken(
            stores.oneTimeTokens(),
            confirm,
            stores.audit(),
            new VerifyToken.Codes(key, rules),
            stores.work(),
            clock);
    register =
        new RegisterAccount(
            new SignUp(makeAccount, stores.members(), passwords, ownerLink, stores.work()),
            makeAccount,
            new RegisterAccount.Accounts(
                stores.users(), stores.credentials(), passwords, stores.audit(), stores.work()),
            post,
            rules,
            clock);
    change =
        new ChangeAccount(
            confirmStores,
            new ChangeAccount.Proofs(passwords, verify, confirm),
            new ChangeAccount.Letters(flows, issue, pause, sent),
            rules,
            stores.work(),
            clock);
    makeLink = new MakeLink(stores.users(), makeAccount, passwords, issue, stores.work());
  }
}
