package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.Origin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One request and its answer, as a handler sees them: who is asking, what they sent, and the few
/// ways to answer.
public final class Exchange {
  private static final int NONCE_BYTES = 16;
  private final Context context;
  private final Site site;
  private @Nullable Actor visitor;
  private @Nullable Actor halfSignedIn;
  private @Nullable BearerSecret formSecret;
  private @Nullable Form form;

  Exchange(Context context, Site site) {
    this.context = context;
    this.site = site;
  }

  void enter(Actor actor) {
    visitor = actor;
  }

  void enterHalf(Actor actor) {
    halfSignedIn = actor;
  }

  void tieFormsTo(BearerSecret secret) {
    formSecret = secret;
  }

  Context context() {
    return context;
  }

  /// Who is asking, on a route that only signed-in people reach.
  public Actor actor() {
    if (visitor == null) {
      throw new IllegalStateException("this route is open to everybody");
    }
    return visitor;
  }

  /// Who is asking, if they have signed in; on open pages.
  public Optional<Actor> visitor() {
    return Optional.ofNullable(visitor);
  }

  /// Whose session waits for a second factor, if it does; such a session is no visitor's yet.
  public Optional<Actor> halfSignedIn() {
    return Optional.ofNullable(halfSignedIn);
  }

  public String pathParameter(String name) {
    return context.pathParam(name);
  }

  /// @throws IllegalArgumentException if it comes twice
  /// @throws IllegalStateException for an address to go on to, which only [#next] reads
  public Optional<String> query(String name) {
    Form.requireNoAddress(name);
    return queryOf(name);
  }

  private Optional<String> queryOf(String name) {
    List<String> values = context.queryParams(name);
    if (values.size() > 1) {
      throw new IllegalArgumentException("a query parameter comes twice");
    }
    return values.stream().findFirst();
  }

  /// Where the browser asks to go afterwards, from the query of a page or the form that it sent, as
  /// far as the redirect policy allows; `/` otherwise. The one door for such addresses.
  public Target next() {
    Optional<String> asked =
        context.method().equals(HandlerType.POST) ? form().uncheckedNext() : queryOf(Form.NEXT);
    return site.config().redirects().sanitize(asked.orElse("/"));
  }

  /// As [#next], for the identity contract, whose clients say it in the query as `redirect_to`.
  ///
  /// @throws IllegalArgumentException if it is no address at all
  public Target redirectTo() {
    String asked = queryOf(Form.REDIRECT_TO).orElse("");
    if (!asked.isEmpty() && !asked.startsWith("/") && asked.indexOf(':') < 0) {
      throw new IllegalArgumentException("an address to go on to has a scheme or a path");
    }
    return site.config().redirects().sanitize(asked.isEmpty() ? "/" : asked);
  }

  /// Whether a browser shows this to somebody who goes there, as far as its headers tell (Fetch
  /// Metadata): not a prefetch, a preview, or a program that opens every link.
  public boolean isNavigation() {
    return context.method().equals(HandlerType.GET)
        && header("Sec-Fetch-Mode").equals(Optional.of("navigate"))
        && header("Sec-Fetch-Dest").equals(Optional.of("document"))
        && header("Sec-Purpose").isEmpty()
        && header("Purpose").isEmpty();
  }

  /// Whether the request comes from the portal's own machine, and no proxy there passed it on.
  public boolean isFromThisMachine() {
    return InetAddress.ofLiteral(clientAddress().replaceAll("[\\[\\]]", "")).isLoopbackAddress()
        && header("X-Forwarded-For").isEmpty()
        && header("Forwarded").isEmpty();
  }

  /// An address that passed the redirect policy some time ago, if it passes today.
  public Target remembered(String address) {
    return site.config().redirects().sanitize(address);
  }

  /// Whether this is a request of a command that is too old, which asks for tokens in an address.
  boolean isOfOldCommand() {
    return queryOf(Form.REDIRECT_TO).isPresent();
  }

  /// The address of this very request, as far as the redirect policy allows; `/` otherwise.
  Target self() {
    String query = context.queryString();
    String address = context.req().getRequestURI() + (query == null ? "" : "?" + query);
    return site.config().redirects().sanitize(address);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(context.header(name));
  }

  /// The address that the request came from.
  public String clientAddress() {
    return context.req().getRemoteAddr();
  }

  /// Where a sign-in on this request comes from.
  public Origin origin() {
    return new Origin(Optional.of(clientAddress()), header("User-Agent"));
  }

  /// What only this browser has, on an open route that browsers come by.
  public BearerSecret browser() {
    if (formSecret == null) {
      throw new IllegalStateException("programs come by this route");
    }
    return formSecret;
  }

  /// The token that a program sends along on an open route, unchecked.
  public Optional<BearerSecret> bearer() {
    return Guard.bearer(this);
  }

  /// The body as one JSON object.
  public Fields json() {
    byte[] body = Body.read(context, "application/json");
    ObjectNode object;
    try {
      object = Json.readObject(body);
    } catch (IllegalArgumentException e) {
      throw new Refusal(Problem.badJson());
    }
    return new Fields(object);
  }

  /// The body as a submitted form.
  public Form form() {
    if (form == null) {
      byte[] body = Body.read(context, "application/x-www-form-urlencoded");
      form = Form.parse(new String(body, StandardCharsets.UTF_8));
    }
    return form;
  }

  public void json(int status, JsonNode body) {
    context.status(status).contentType("application/json; charset=utf-8").result(Json.write(body));
  }

  /// A document that is written once and read as it is, without data binding.
  public void json(int status, JsonValue body) {
    context
        .status(status)
        .contentType("application/json; charset=utf-8")
        .result(JsonText.write(body));
  }

  /// Text that the browser saves as a file.
  ///
  /// @param name letters, digits, `_`, `-` and dots; ours, never a visitor's
  public void download(String name, String text) {
    context
        .status(200)
        .contentType("text/plain; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .result(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The answer that says nothing more than that it was done.
  public void noContent() {
    context.status(204);
  }

  public void setHeader(String name, String value) {
    context.header(name, value);
  }

  /// Sends the browser, with GET, to an address that came from outside.
  public void seeOther(Target target) {
    seeOther(target.value());
  }

  /// Sends the browser to `location`, which this program made, with GET.
  public void seeOther(String location) {
    context.status(303).header("Location", location);
  }

  /// As [#seeOther(String)], with the status that clients of the Supabase Auth contract expect.
  public void found(String location) {
    context.status(302).header("Location", location);
  }

  public void page(int status, Page page) {
    String nonce = Base64.getEncoder().encodeToString(site.random().next(NONCE_BYTES));
    Frame frame =
        new Frame(
            site.texts(),
            site.assets(),
            formSecret == null ? "" : FormToken.of(formSecret),
            visitor().map(Actor::user),
            site.clock().instant());
    Headers.page(context, nonce, page.formTargets());
    context
        .status(status)
        .contentType("text/html; charset=utf-8")
        .result(site.pages().render(page, frame));
  }

  /// Hands the browser a new session in place of whatever it had.
  public void setSession(BearerSecret cookie) {
    addCookie(site.cookies().set(site.cookies().session(), cookie.reveal()));
  }

  public void clearSession() {
    addCookie(site.cookies().clear(site.cookies().session()));
  }

  void addCookie(String setCookie) {
    context.res().addHeader("Set-Cookie", setCookie);
  }
}
