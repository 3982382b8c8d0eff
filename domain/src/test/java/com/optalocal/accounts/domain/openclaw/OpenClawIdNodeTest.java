package com.optalocal.accounts.domain.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.NodeJs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The same bytes as JavaScript for any string: random ones beside Node.js itself, and a table that
/// Node.js wrote once.
class OpenClawIdNodeTest {
  private static final long SEED = 0x0c1a_2026L;
  private static final int STRINGS = 10_000;

  /// What JavaScript trims, and what looks like it.
  private static final String SPACES =
      "\t\n\u000b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
          + "\u2028\u2029\u202f\u205f\u3000\ufeff\u0000\u001c\u001d\u001e\u001f\u0085\u180e\u200b\u200c"
          + "\u200d\u2060\ufffe\uffff";

  private static String scope(Random random) {
    StringBuilder scope = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      switch (random.nextInt(6)) {
        case 0, 1 -> scope.append(SPACES.charAt(random.nextInt(SPACES.length())));
        case 2 -> scope.append((char) (0xd800 + random.nextInt(0x800)));
        case 3 -> scope.append((char) random.nextInt(0x10000));
        case 4 -> scope.appendCodePoint(0x10000 + random.nextInt(0x100000));
        default -> scope.append((char) ('!' + random.nextInt(94)));
      }
    }
    return scope.toString();
  }

  @Test
  void ten_thousand_random_scopes_have_the_id_that_node_gives_them() {
    Random random = new Random(SEED);
    List<String> scopes = new ArrayList<>();
    for (int i = 0; i < SPACES.length(); i++) {
      String space = SPACES.substring(i, i + 1);
      scopes.add(space + "a" + space);
      scopes.add(space);
    }
    while (scopes.size() < STRINGS) {
      scopes.add(scope(random));
    }
    List<JsonNode> ids =
        NodeJs.each(
            scopes,
            """
            x.trim() === '' ? '' : 'opta-bridge-' + require('crypto').createHash('sha256')
                .update(x.trim(), 'utf8').digest('hex').slice(0, 24)\
            """);
    int blank = 0;
    for (int i = 0; i < scopes.size(); i++) {
      String ours;
      try {
        ours = OpenClawId.of(scopes.get(i)).value();
      } catch (IllegalArgumentException refused) {
        ours = "";
        blank++;
      }
      assertThat(ours).as("seed %d, scope %d", SEED, i).isEqualTo(ids.get(i).asString());
    }
    assertThat(blank).isBetween(1, STRINGS / 2);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          61, ca978112ca1bbdcafac231b3
          20 61 20, ca978112ca1bbdcafac231b3
          a0 74 65 61 6d feff, ca8b22d0db83a22db163b560
          85 61, fbfc902239e1e4c05f76fd88
          180e 61 180e, 90c925c1013f4676b72fc705
          200b, f4e48e664a603543865edc77
          1c 61, 10a716f49706c923db9f2453
          d800, 83d544ccc223c057d2bf80d3
          dc00 d800, 52793f8dc1d85e409f8c88be
          61 d83d, 51d277510ba4bf97b25f12d3
          d83d de00, f0443a342c5ef54783a111b5
          de00 d83d 62, 2e5ff99987780b8ebaed5339
          2028 61 a 62 2029, 7e18f737311b2dc3b2f269dd
          3000 fffd 1680, 83d544ccc223c057d2bf80d3
          0 61 0, 98fb63f7212bb7a738d1cd6d
          dbff 20, 83d544ccc223c057d2bf80d3
          202f e9 205f, 4a99557e4033c3539de2eb65
          ffff, 2c34e62119d9c5fc3aa11640
          """)
  void the_table_holds(String codeUnits, String id) {
    StringBuilder scope = new StringBuilder();
    for (String unit : codeUnits.split(" ", -1)) {
      scope.append((char) Integer.parseInt(unit, 16));
    }
    assertThat(OpenClawId.of(scope.toString()).value()).isEqualTo("opta-bridge-" + id);
  }
}
