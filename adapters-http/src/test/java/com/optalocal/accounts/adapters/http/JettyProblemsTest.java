package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JettyProblemsTest {
  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 408, 413, 414, 421, 426, 431, 500, 501, 503, 505})
  void every_status_says_what_why_and_what_next(int status) {
    JsonValue.Fields problem = JsonText.readFields(JettyProblems.body(status));
    assertThat(problem.number("status")).contains((long) status);
    for (String member : new String[] {"title", "code", "detail", "next"}) {
      assertThat(problem.text(member).orElse("")).describedAs(member).isNotEmpty();
    }
  }

  @Test
  void what_differs_is_titled_differently() {
    Set<String> titles = new HashSet<>();
    for (int status : new int[] {400, 404, 405, 408, 413, 431, 421, 500, 503}) {
      titles.add(JsonText.readFields(JettyProblems.body(status)).text("title").orElseThrow());
    }
    assertThat(titles).hasSize(9);
  }
}
