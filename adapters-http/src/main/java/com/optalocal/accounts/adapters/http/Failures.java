package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.application.StoreUnavailable;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// The one place where what went wrong becomes an answer. Nobody is shown a stack trace, an
/// exception's message or what they sent.
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final String RETRY_SECONDS = "2";
  private final Site site;

  Failures(Site site) {
    this.site = site;
  }

  void answer(Context context, Exception failure) {
    answer(context, problemOf(context, failure));
  }

  private static Problem problemOf(Context context, Exception failure) {
    return switch (failure) {
      case Refusal refusal -> refusal.problem();
      case IllegalArgumentException malformed -> Problem.invalid();
      case StoreUnavailable down -> {
        LOG.warn("the store is not available", down);
        yield Problem.unavailable();
      }
      case HttpResponseException http ->
          switch (http.getStatus()) {
            case 404 -> Problem.notFound();
            case 405 -> Problem.methodNotAllowed();
            case 413 -> Problem.tooLarge();
            default -> Problem.invalid();
          };
      default -> {
        // the method alone: paths and queries can hold codes and states
        LOG.error("a {} request failed", context.req().getMethod(), failure);
        yield Problem.unexpected();
      }
    };
  }

  private void answer(Context context, Problem problem) {
    if (problem.status() == 503) {
      context.header("Retry-After", RETRY_SECONDS);
    }
    context.header("Cache-Control", "no-store");
    switch (Door.of(context.path())) {
      case AUTH, AUTH_BROWSER -> AuthProblems.write(context, problem);
      case API -> writeProblem(context, problem);
      case PAGE -> {
        if (wantsHtml(context)) {
          new Exchange(context, site).page(problem.status(), TroublePage.of(problem));
        } else {
          writeProblem(context, problem);
        }
      }
    }
  }

  static void writeProblem(Context context, Problem problem) {
    ObjectNode body =
        Json.object()
            .put("title", problem.title())
            .put("status", problem.status())
            .put("code", problem.code())
            .put("detail", problem.detail())
            .put("next", problem.next());
    problem.more().forEach((name, value) -> body.put(name, value.toString()));
    context
        .status(problem.status())
        .contentType("application/problem+json; charset=utf-8")
        .result(Json.write(body));
  }

  private static boolean wantsHtml(Context context) {
    String accept = context.header("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
  }
}
