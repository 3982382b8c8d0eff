package com.optalocal.accounts.adapters.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// The templates, compiled by the build.
final class Pages {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  String render(Page page, Frame frame) {
    StringOutput out = new StringOutput(8192);
    engine.render(page.template() + ".jte", Map.of("frame", frame, "page", page.view()), out);
    return out.toString();
  }
}
