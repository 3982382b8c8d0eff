package com.optalocal.accounts.adapters.http;

import java.util.List;

/// A page to render: a template and what it shows.
///
/// @param view handed to the template as `page`
/// @param formTargets where its forms may lead besides this portal (CSP `form-action`)
public record Page(String template, Object view, List<String> formTargets) {
  public Page {
    formTargets = List.copyOf(formTargets);
  }

  public Page(String template, Object view) {
    this(template, view, List.of());
  }
}
