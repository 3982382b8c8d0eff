package com.optalocal.accounts.domain.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A set of event numbers, kept as ranges. Not thread-safe.
public final class EventRanges {
  private static final Pattern RANGE =
      Pattern.compile("(0|[1-9][0-9]{0,17})(?:-(0|[1-9][0-9]{0,17}))?");
  private static final int MAX_TEXT = 500;

  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  /// From `first` to `last`, both included.
  public record Range(long first, long last) {
    public Range {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("a range ends before it begins");
      }
    }

    @Override
    public String toString() {
      return first == last ? Long.toString(first) : first + "-" + last;
    }
  }

  /// Reads what [#texts] wrote.
  ///
  /// @throws IllegalArgumentException for anything else
  public static EventRanges parse(String text) {
    EventRanges ranges = new EventRanges();
    for (String part : text.split(",", -1)) {
      Matcher match = RANGE.matcher(part);
      if (!match.matches()) {
        throw new IllegalArgumentException("a list of events is numbers and ranges");
      }
      long first = Long.parseLong(match.group(1));
      ranges.add(new Range(first, match.group(2) == null ? first : Long.parseLong(match.group(2))));
    }
    return ranges;
  }

  public void add(long index) {
    add(new Range(index, index));
  }

  public void add(Range added) {
    long first = added.first();
    long last = added.last();
    Map.Entry<Long, Long> left = lastByFirst.floorEntry(first);
    if (left != null && left.getValue() >= first - 1) {
      first = left.getKey();
      last = Math.max(last, left.getValue());
    }
    for (Map.Entry<Long, Long> next = lastByFirst.ceilingEntry(first);
        next != null && next.getKey() <= last + 1;
        next = lastByFirst.ceilingEntry(first)) {
      last = Math.max(last, next.getValue());
      lastByFirst.remove(next.getKey());
    }
    lastByFirst.put(first, last);
  }

  public void addAll(EventRanges others) {
    others.ranges().forEach(this::add);
  }

  /// True if every number of `range` is here.
  public boolean covers(Range range) {
    Map.Entry<Long, Long> left = lastByFirst.floorEntry(range.first());
    return left != null && left.getValue() >= range.last();
  }

  public boolean isEmpty() {
    return lastByFirst.isEmpty();
  }

  /// How many numbers are here.
  public long count() {
    return ranges().stream().mapToLong(range -> range.last() - range.first() + 1).sum();
  }

  /// In ascending order, neither touching nor overlapping.
  public List<Range> ranges() {
    return lastByFirst.entrySet().stream()
        .map(entry -> new Range(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// As `3,17,20-22`, in as many texts as it takes to fit each into an [AuditField].
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Range range : ranges()) {
      if (text.length() + 40 > MAX_TEXT) {
        texts.add(text.toString());
        text.setLength(0);
      }
      text.append(text.isEmpty() ? "" : ",").append(range);
    }
    if (!text.isEmpty()) {
      texts.add(text.toString());
    }
    return texts;
  }

  @Override
  public String toString() {
    return String.join(",", ranges().stream().map(Range::toString).toList());
  }
}
