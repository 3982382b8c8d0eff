package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.audit.AuditPages;
import com.optalocal.accounts.adapters.http.audit.AuditRoutes;
import com.optalocal.accounts.adapters.http.device.DevicesPages;
import com.optalocal.accounts.adapters.http.device.JoinRoutes;
import com.optalocal.accounts.adapters.http.identity.AccountRoutes;
import com.optalocal.accounts.adapters.http.identity.FactorRoutes;
import com.optalocal.accounts.adapters.http.identity.IdentityRoutes;
import com.optalocal.accounts.adapters.http.identity.LinkRoutes;
import com.optalocal.accounts.adapters.http.identity.MailboxPages;
import com.optalocal.accounts.adapters.http.identity.MessageRoutes;
import com.optalocal.accounts.adapters.http.identity.PasskeyRoutes;
import com.optalocal.accounts.adapters.http.identity.SignUpPages;
import com.optalocal.accounts.adapters.http.license.LicenseRoutes;
import com.optalocal.accounts.adapters.http.session.AuthRoutes;
import com.optalocal.accounts.adapters.http.session.CliLoginPages;
import com.optalocal.accounts.adapters.http.session.CliLoginRoutes;
import com.optalocal.accounts.adapters.http.session.NextAfterSignIn;
import com.optalocal.accounts.adapters.http.session.ProviderRoutes;
import com.optalocal.accounts.adapters.http.session.SecondStepPages;
import com.optalocal.accounts.adapters.http.session.SignInPages;
import com.optalocal.accounts.adapters.http.session.UserJson;
import com.optalocal.accounts.adapters.http.session.VerifyRoutes;
import com.optalocal.accounts.adapters.http.vault.KeysPages;
import com.optalocal.accounts.adapters.http.vault.VaultRoutes;
import com.optalocal.accounts.application.session.OpenSession;
import java.util.List;
import java.util.stream.Stream;

/// The portal's route table: every address, and who may use it. `/openapi.json` lists the same.
final class PortalRoutes {
  private PortalRoutes() {}

  static List<Route> all(PortalConfig config, Site site, PortalUseCases useCases) {
    OpenSession open = useCases.sessions().open();
    UserJson userJson = new UserJson(useCases.people().describe());
    NextAfterSignIn next = new NextAfterSignIn(useCases.cliSignIn().authorize());
    return Stream.of(
            new OperationRoutes(config, site.assets(), useCases.storeAnswers()).routes(),
            new AuthRoutes(
                    useCases.people().checkPassword(),
                    useCases.sessions(),
                    useCases.providers(),
                    userJson,
                    useCases.addresses().rules(),
                    config.relyingParty().passkeys(),
                    config.version())
                .routes(),
            new AccountRoutes(useCases.addresses(), open, userJson).routes(),
            new MessageRoutes(useCases.addresses(), useCases.people(), site.random()).routes(),
            new VerifyRoutes(
                    useCases.addresses().verify(), useCases.sessions(), userJson, site.texts())
                .routes(),
            new LinkRoutes(
                    useCases.post().makeLink(),
                    useCases.post().messages(),
                    userJson,
                    config.publicUrl())
                .routes(),
            new MailboxPages(useCases.post().mailbox()).routes(),
            new ProviderRoutes(useCases.providers(), useCases.sessions(), next).routes(),
            new IdentityRoutes(useCases.providers()).routes(),
            new FactorRoutes(
                    useCases.factors(),
                    userJson,
                    config.relyingParty(),
                    config.publicUrl().authority())
                .routes(),
            new PasskeyRoutes(useCases.passkeys(), userJson, config.relyingParty()).routes(),
            new CliLoginRoutes(useCases.cliSignIn(), userJson).routes(),
            new VaultRoutes(useCases.vault()).routes(),
            new JoinRoutes(useCases.joins()).routes(),
            new AuditRoutes(useCases.audit()).routes(),
            new LicenseRoutes(useCases.licensing()).routes(),
            new AuditPages(useCases.audit()).routes(),
            new SignInPages(
                    useCases.people().checkPassword(),
                    useCases.sessions(),
                    useCases.providers().offered(),
                    useCases.factors().secondStep(),
                    next)
                .routes(),
            new SecondStepPages(useCases.factors().secondStep()).routes(),
            new SignUpPages(
                    useCases.people().signUp(),
                    useCases.addresses().register(),
                    open,
                    next,
                    site.texts())
                .routes(),
            new CliLoginPages(useCases.cliSignIn().authorize(), config.publicUrl()).routes(),
            new OverviewPages(useCases.vault(), useCases.joins()).routes(),
            new KeysPages(useCases.vault()).routes(),
            new DevicesPages(useCases.joins(), useCases.vault()).routes())
        .flatMap(List::stream)
        .toList();
  }
}
