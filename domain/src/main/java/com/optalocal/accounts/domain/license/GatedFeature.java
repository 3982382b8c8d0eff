package com.optalocal.accounts.domain.license;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// What each of the vendor's features gates. Whatever is not in this table needs no license: above
/// all, nothing that opens, runs with or exports one's own secrets is ever in it.
public enum GatedFeature {
  LMX("lmx", "LMX", "local models through the daemon (lmx.chat)"),
  DESKTOP("desktop", "Desktop", "the Opta Desktop app"),
  CEO_MODE("ceo-mode", "CEO Mode", "sessions in which one agent directs others"),
  ATPO("atpo", "Atpo", "the Atpo supervisor in the Opta CLI");

  private static final Comparator<Feature> IN_TABLE_ORDER =
      Comparator.<Feature>comparingInt(
              feature -> of(feature).map(Enum::ordinal).orElse(Integer.MAX_VALUE))
          .thenComparing(Comparator.naturalOrder());

  private final String name;
  private final String title;
  private final String gates;

  GatedFeature(String name, String title, String gates) {
    this.name = name;
    this.title = title;
    this.gates = gates;
  }

  public Feature feature() {
    return new Feature(name);
  }

  public String title() {
    return title;
  }

  /// What does not work without it, in words.
  public String gates() {
    return gates;
  }

  public static Optional<GatedFeature> of(Feature feature) {
    return Arrays.stream(values()).filter(gated -> gated.name.equals(feature.value())).findFirst();
  }

  /// What people call `feature`; a self-hoster's goes by its name.
  public static String titleOf(Feature feature) {
    return of(feature).map(GatedFeature::title).orElse(feature.value());
  }

  /// The titles of `features`, the table's first and in its order.
  public static List<String> titlesOf(SortedSet<Feature> features) {
    return features.stream()
        .sorted(IN_TABLE_ORDER)
        .map(GatedFeature::titleOf)
        .collect(Collectors.toUnmodifiableList());
  }
}
