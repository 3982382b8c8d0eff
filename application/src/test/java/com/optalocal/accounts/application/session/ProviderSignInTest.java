package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.IdentifyUser;
import com.optalocal.accounts.application.identity.InMemorySignInProviders;
import com.optalocal.accounts.application.identity.LinkIdentity;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.application.identity.UnlinkIdentity;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.ProviderVisit;
import com.optalocal.accounts.domain.session.SessionId;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderSignInTest {
  private static final Provider ACME = new Provider("acme");
  private static final Origin ORIGIN = new Origin(Optional.empty(), Optional.empty());
  private static final BearerSecret VERIFIER = secret(71);
  private static final BearerSecret BROWSER = secret(72);
  private static final VisitProvider.Request REQUEST =
      new VisitProvider.Request(ACME, List.of(), Target.HOME);

  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final InMemoryPortalStores stores = portal.stores();
  private final SeededRandom random = new SeededRandom(73);
  private final InMemorySignInProviders providers =
      new InMemorySignInProviders().offer("acme", "Acme").offer("other", "Other");
  private final AuthorizeFlow flows =
      new AuthorizeFlow(stores.flows(), stores.work(), random, clock);
  private final LinkIdentity link =
      new LinkIdentity(
          stores.users(), stores.identities(), stores.audit(), stores.work(), random, clock);
  private final UnlinkIdentity unlink =
      new UnlinkIdentity(stores.users(), stores.identities(), stores.audit(), stores.work(), clock);
  private final VisitProvider visit =
      new VisitProvider(providers, stores.providerVisits(), flows, stores.work(), random, clock);
  private final RedeemFlow redeem =
      new RedeemFlow(
          stores.flows(), stores.users(), link, portal.openSession(), stores.work(), clock);

  @BeforeEach
  void register_ana() {
    portal.register(People.ANA);
  }

  private static BearerSecret secret(long seed) {
    return BearerSecret.generate(new SeededRandom(seed), "");
  }

  private IdentifyUser identify(boolean open) {
    return new IdentifyUser(
        new MakeAccount.Stores(
            stores.users(),
            stores.identities(),
            stores.credentials(),
            stores.members(),
            stores.audit()),
        open,
        stores.work(),
        random,
        clock);
  }

  private ReturnFromProvider.Outcome back(
      SignInProviders.Destination sent, BearerSecret code, BearerSecret browser) {
    return new ReturnFromProvider(
            providers,
            stores.providerVisits(),
            new ReturnFromProvider.Completion(identify(true), flows, portal.openSession()),
            stores.work(),
            clock)
        .back(
            DEFAULT,
            InMemorySignInProviders.state(sent),
            browser,
            new ReturnFromProvider.Brought(Optional.of(code), Optional.empty()),
            ORIGIN);
  }

  private static SignInProviders.Destination destination(VisitProvider.Outcome outcome) {
    return ((VisitProvider.Outcome.GoTo) outcome).destination();
  }

  private SignInProviders.Destination forProgram() {
    return destination(visit.forProgram(DEFAULT, REQUEST, PkceChallenge.of(VERIFIER), BROWSER));
  }

  private SignInProviders.Destination forLink(User user) {
    Actor actor = new Actor(DEFAULT, user, Role.MEMBER, SessionId.generate(random), Aal.AAL1);
    return destination(visit.forLink(DEFAULT, REQUEST, PkceChallenge.of(VERIFIER), actor));
  }

  private RedeemFlow.Outcome redeem(ReturnFromProvider.Outcome outcome, BearerSecret verifier) {
    return redeem.redeem(
        DEFAULT, ((ReturnFromProvider.Outcome.CodeIssued) outcome).code(), verifier, ORIGIN);
  }

  private Account account(UserId id) {
    return stores.users().find(DEFAULT, id).orElseThrow();
  }

  private Account joined(String subject) {
    return ((IdentifyUser.Outcome.Joined)
            identify(true).identify(DEFAULT, InMemorySignInProviders.vouched(ACME, subject)))
        .account();
  }

  @Test
  void a_stranger_gets_an_account_and_is_known_the_next_time() {
    SignInProviders.Destination sent = forProgram();
    RedeemFlow.Outcome first = redeem(back(sent, providers.visit(sent, "zoe"), BROWSER), VERIFIER);
    UserId zoe = ((RedeemFlow.Outcome.SignedIn) first).session().user().id();

    assertThat(account(zoe).appMetadata().members())
        .containsEntry("provider", "\"acme\"")
        .containsEntry("providers", "[\"acme\"]");
    assertThat(account(zoe).confirmed().email()).isPresent();
    assertThat(stores.members().role(DEFAULT, zoe)).contains(Role.MEMBER);
    SignInProviders.Destination again = forProgram();
    assertThat(redeem(back(again, providers.visit(again, "zoe"), BROWSER), VERIFIER))
        .isInstanceOfSatisfying(
            RedeemFlow.Outcome.SignedIn.class,
            signedIn -> {
              assertThat(signedIn.session().user().id()).isEqualTo(zoe);
              assertThat(
                      stores
                          .sessions()
                          .find(DEFAULT, signedIn.session().id())
                          .orElseThrow()
                          .proofs()
                          .getFirst()
                          .method())
                  .isEqualTo(SignInMethod.OAUTH);
            });
  }

  @Test
  void an_address_that_a_provider_tells_never_opens_somebodys_account() {
    SignInProviders.Destination sent = forProgram();

    assertThat(back(sent, providers.visit(sent, "ana"), BROWSER))
        .isEqualTo(
            new ReturnFromProvider.Outcome.Failed(
                "/", false, ReturnFromProvider.Reason.EMAIL_TAKEN));
    assertThat(stores.identities().find(DEFAULT, "https://acme.example", "ana")).isEmpty();
  }

  @Test
  void an_address_that_the_provider_has_not_proven_is_not_taken() {
    VouchedIdentity unproven =
        new VouchedIdentity(
            ACME,
            "https://acme.example",
            "x",
            Metadata.of("email", "ana@example.com"),
            Optional.empty());

    assertThat(identify(true).identify(DEFAULT, unproven))
        .isInstanceOfSatisfying(
            IdentifyUser.Outcome.Joined.class,
            joined -> {
              assertThat(joined.account().user().email()).isEmpty();
              assertThat(joined.account().id()).isNotEqualTo(People.ANA.id());
            });
  }

  @Test
  void strangers_stay_outside_where_sign_up_is_closed_and_the_banned_everywhere() {
    Account zoe = joined("zoe");
    VouchedIdentity vouched = InMemorySignInProviders.vouched(ACME, "zoe");
    assertThat(identify(false).identify(DEFAULT, vouched))
        .isInstanceOf(IdentifyUser.Outcome.Known.class);
    assertThat(identify(false).identify(DEFAULT, InMemorySignInProviders.vouched(ACME, "new")))
        .isEqualTo(new IdentifyUser.Outcome.SignUpsClosed());

    stores
        .users()
        .update(
            DEFAULT,
            zoe.withStanding(
                new Account.Standing(
                    false, Optional.of(clock.instant().plusSeconds(60)), Optional.empty())));
    assertThat(identify(true).identify(DEFAULT, vouched))
        .isEqualTo(new IdentifyUser.Outcome.Banned());
  }

  @Test
  void a_state_works_once_in_the_browser_that_was_sent_and_for_five_minutes() {
    ReturnFromProvider.Outcome none = new ReturnFromProvider.Outcome.NoSuchVisit();
    SignInProviders.Destination sent = forProgram();
    BearerSecret code = providers.visit(sent, "zoe");
    assertThat(back(sent, code, secret(74))).isEqualTo(none);
    assertThat(back(sent, code, BROWSER)).as("spent by the wrong browser").isEqualTo(none);

    SignInProviders.Destination second = forProgram();
    assertThat(back(second, providers.visit(second, "zoe"), BROWSER))
        .isInstanceOf(ReturnFromProvider.Outcome.CodeIssued.class);
    assertThat(back(second, providers.visit(second, "zoe"), BROWSER)).isEqualTo(none);

    SignInProviders.Destination late = forProgram();
    BearerSecret lateCode = providers.visit(late, "zoe");
    clock.advance(ProviderVisit.LASTS);
    assertThat(back(late, lateCode, BROWSER)).isEqualTo(none);
  }

  @Test
  void a_code_from_one_visit_or_provider_fits_to_no_other() {
    SignInProviders.Destination mine = forProgram();
    SignInProviders.Destination thiefs = forProgram();

    assertThat(back(mine, providers.visit(thiefs, "thief"), BROWSER))
        .isEqualTo(
            new ReturnFromProvider.Outcome.Failed(
                "/", false, ReturnFromProvider.Reason.NOT_GENUINE));
    SignInProviders.Destination other =
        destination(
            visit.forProgram(
                DEFAULT,
                new VisitProvider.Request(new Provider("other"), List.of(), Target.HOME),
                PkceChallenge.of(VERIFIER),
                BROWSER));
    SignInProviders.Destination acme = forProgram();
    assertThat(back(acme, providers.visit(other, "thief"), BROWSER))
        .isInstanceOf(ReturnFromProvider.Outcome.Failed.class);
  }

  @Test
  void a_provider_that_is_down_is_said_to_be() {
    SignInProviders.Destination sent = forProgram();
    BearerSecret code = providers.visit(sent, "zoe");
    providers.down(true);

    assertThat(back(sent, code, BROWSER))
        .isEqualTo(
            new ReturnFromProvider.Outcome.Failed(
                "/", false, ReturnFromProvider.Reason.UNAVAILABLE));
    assertThat(visit.forPages(DEFAULT, REQUEST, BROWSER))
        .isEqualTo(new VisitProvider.Outcome.Unavailable());
  }

  @Test
  void a_browser_signs_in_by_itself_on_the_portals_pages() {
    SignInProviders.Destination sent = destination(visit.forPages(DEFAULT, REQUEST, BROWSER));

    assertThat(back(sent, providers.visit(sent, "zoe"), BROWSER))
        .isInstanceOf(ReturnFromProvider.Outcome.SignedIn.class);
  }

  @Test
  void an_identity_is_linked_when_the_program_that_asked_redeems_the_code_and_not_before() {
    SignInProviders.Destination sent = forLink(People.ANA);
    ReturnFromProvider.Outcome back = back(sent, providers.visit(sent, "zoe"), secret(75));
    assertThat(stores.identities().find(DEFAULT, "https://acme.example", "zoe")).isEmpty();

    assertThat(redeem(back, VERIFIER)).isInstanceOf(RedeemFlow.Outcome.SignedIn.class);

    assertThat(stores.identities().find(DEFAULT, "https://acme.example", "zoe"))
        .get()
        .extracting(Identity::user)
        .isEqualTo(People.ANA.id());
    assertThat(account(People.ANA.id()).user().email()).isEqualTo(People.ANA.email());
  }

  @Test
  void a_link_that_somebody_else_was_sent_to_links_nothing() {
    SignInProviders.Destination sent = forLink(People.ANA);
    ReturnFromProvider.Outcome back = back(sent, providers.visit(sent, "victim"), secret(76));

    assertThat(redeem(back, secret(77))).isEqualTo(new RedeemFlow.Outcome.WrongVerifier());
    assertThat(stores.identities().find(DEFAULT, "https://acme.example", "victim")).isEmpty();
  }

  @Test
  void an_identity_that_is_somebodys_is_not_linked_again() {
    Account zoe = joined("zoe");
    SignInProviders.Destination anas = forLink(People.ANA);
    assertThat(redeem(back(anas, providers.visit(anas, "zoe"), BROWSER), VERIFIER))
        .isEqualTo(new RedeemFlow.Outcome.IdentityTaken(false));
    SignInProviders.Destination zoes = forLink(zoe.user());
    assertThat(redeem(back(zoes, providers.visit(zoes, "zoe"), BROWSER), VERIFIER))
        .isEqualTo(new RedeemFlow.Outcome.IdentityTaken(true));
  }

  @Test
  void a_guest_becomes_a_user_by_linking() {
    User guest =
        new User(
            UserId.generate(random),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            clock.instant());
    stores
        .users()
        .add(
            DEFAULT,
            Account.fresh(guest)
                .withStanding(new Account.Standing(true, Optional.empty(), Optional.empty())));

    assertThat(link.link(DEFAULT, guest.id(), InMemorySignInProviders.vouched(ACME, "zoe")))
        .isInstanceOf(LinkIdentity.Outcome.Linked.class);

    Account user = account(guest.id());
    assertThat(user.standing().guest()).isFalse();
    assertThat(user.user().email()).get().hasToString("zoe@example.com");
    assertThat(user.confirmed().email()).isPresent();
  }

  @Test
  void an_address_that_somebody_has_does_not_come_along_with_a_link() {
    Account zoe = joined("zoe");
    User bare =
        new User(zoe.id(), Optional.empty(), Optional.empty(), Optional.empty(), clock.instant());
    stores.users().update(DEFAULT, zoe.withUser(bare));
    clock.advance(Duration.ofSeconds(1));

    link.link(DEFAULT, zoe.id(), InMemorySignInProviders.vouched(new Provider("other"), "ana"));

    assertThat(account(zoe.id()).user().email()).isEmpty();
    assertThat(stores.identities().of(DEFAULT, zoe.id())).hasSize(2);
    assertThat(account(zoe.id()).appMetadata().members())
        .containsEntry("providers", "[\"acme\",\"other\"]");
  }

  @Test
  void every_identity_but_the_last_can_be_taken_away() {
    Account zoe = joined("zoe");
    String first = stores.identities().of(DEFAULT, zoe.id()).getFirst().id();
    assertThat(unlink.unlink(DEFAULT, zoe.id(), first))
        .isEqualTo(UnlinkIdentity.Outcome.THE_ONLY_ONE);
    link.link(DEFAULT, zoe.id(), InMemorySignInProviders.vouched(new Provider("other"), "z"));
    assertThat(unlink.unlink(DEFAULT, People.ANA.id(), first))
        .isEqualTo(UnlinkIdentity.Outcome.NO_SUCH_IDENTITY);

    assertThat(unlink.unlink(DEFAULT, zoe.id(), first)).isEqualTo(UnlinkIdentity.Outcome.UNLINKED);

    assertThat(account(zoe.id()).appMetadata().members())
        .containsEntry("provider", "\"other\"")
        .containsEntry("providers", "[\"other\"]");
    assertThat(stores.identities().of(DEFAULT, zoe.id())).hasSize(1);
  }

  @Test
  void with_the_portals_word_about_an_address_the_address_goes() {
    Identity email =
        Identity.ofEmail(
            UserId.generate(random).value(),
            People.ANA.id(),
            People.ANA.email().orElseThrow(),
            true,
            clock.instant());
    stores.identities().add(DEFAULT, email);
    link.link(DEFAULT, People.ANA.id(), InMemorySignInProviders.vouched(ACME, "zoe"));

    assertThat(unlink.unlink(DEFAULT, People.ANA.id(), email.id()))
        .isEqualTo(UnlinkIdentity.Outcome.UNLINKED);

    assertThat(account(People.ANA.id()).user().email()).get().hasToString("zoe@example.com");
  }

  @Test
  void an_id_token_opens_a_session_or_links() {
    SignInWithIdToken signIn =
        new SignInWithIdToken(providers, identify(true), link, portal.openSession());
    SignInWithIdToken.Presented presented =
        new SignInWithIdToken.Presented(
            ACME, providers.idToken(ACME, "zoe", Optional.empty()), Optional.empty(), ORIGIN);
    Actor ana =
        new Actor(OrgId.DEFAULT, People.ANA, Role.MEMBER, SessionId.generate(random), Aal.AAL1);

    assertThat(signIn.signIn(DEFAULT, presented, Optional.of(ana)))
        .isInstanceOfSatisfying(
            SignInWithIdToken.Outcome.SignedIn.class,
            signedIn -> assertThat(signedIn.session().user().id()).isEqualTo(People.ANA.id()));
    assertThat(signIn.signIn(DEFAULT, presented, Optional.empty()))
        .isInstanceOfSatisfying(
            SignInWithIdToken.Outcome.SignedIn.class,
            signedIn -> assertThat(signedIn.session().user().id()).isEqualTo(People.ANA.id()));
    assertThat(signIn.signIn(DEFAULT, presented, Optional.of(ana)))
        .isEqualTo(new SignInWithIdToken.Outcome.IdentityTaken(true));
  }
}
