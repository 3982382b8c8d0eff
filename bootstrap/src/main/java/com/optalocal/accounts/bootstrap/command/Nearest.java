package com.optalocal.accounts.bootstrap.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Finds what somebody probably meant.
public final class Nearest {
  private static final int MOST = 3;

  private Nearest() {}

  /// The known words that are close to `typed`, closest first, at most three.
  public static List<String> to(String typed, Collection<String> known) {
    int reach = Math.max(1, Math.min(3, typed.length() / 2));
    record Scored(String word, int distance) {}
    return known.stream()
        .distinct()
        .map(word ->
            new Scored(
                word, !typed.isEmpty() && word.startsWith(typed) ? 0 : distance(typed, word)))
        .filter(scored -> scored.distance() <= reach)
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::word))
        .limit(MOST)
        .map(Scored::word)
        .toList();
  }

  /// `a`, `a` or `b`, `a`, `b` or `c`: in code marks.
  public static String sentence(List<String> words) {
    List<String> marked = words.stream().map(word -> "`" + word + "`").toList();
    if (marked.size() == 1) {
      return marked.getFirst();
    }
    return marked.subList(0, marked.size() - 1).stream().collect(Collectors.joining(", "))
        + " or "
        + marked.getLast();
  }

  /// Insertions, deletions, replacements and swaps of neighbors (optimal string alignment).
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best =
            Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
