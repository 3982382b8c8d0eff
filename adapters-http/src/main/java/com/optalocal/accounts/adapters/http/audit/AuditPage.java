package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditField;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Some audit events.
///
/// @param search what was looked for; empty for everything
/// @param live whether the page asks again by itself
/// @param next where older events go on
/// @param signed how many events the newest checkpoint covers
public record AuditPage(
    List<Line> lines, String search, boolean live, Optional<Long> next, long signed) {
  /// @param facts what is recorded about the event, without names and ids
  public record Line(long index, String id, Instant at, String action, String facts) {
    static Line of(AuditTrail.Entry entry) {
      return new Line(
          entry.index(),
          entry.id().value(),
          entry.event().at(),
          entry.event().action().code(),
          entry.event().fields().stream()
              .filter(field -> !IDS.contains(field.name()))
              .map(AuditField::value)
              .collect(Collectors.joining(" · ")));
    }
  }

  /// Facts that mean nothing to a person; the API has them.
  private static final List<String> IDS =
      List.of("user", "session", "vault", "request", "device", "writer", "seq");

  public AuditPage {
    lines = List.copyOf(lines);
  }

  /// The address of this view with the live view on or off.
  public String liveToggle() {
    String query = search.isEmpty() ? "" : "search=" + encoded();
    String live = this.live ? "" : "live=on";
    String both = query.isEmpty() || live.isEmpty() ? query + live : query + "&" + live;
    return both.isEmpty() ? "/audit" : "/audit?" + both;
  }

  /// The address of what is older.
  public String older() {
    return "/audit?before=" + next.orElse(0L) + (search.isEmpty() ? "" : "&search=" + encoded());
  }

  private String encoded() {
    return URLEncoder.encode(search, StandardCharsets.UTF_8);
  }
}
