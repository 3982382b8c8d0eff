package com.optalocal.accounts.application;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Rows in the order in which their keys first came, under an [InMemoryUnitOfWork]. Values must be
/// immutable, because undoing a unit restores the map and not what is in it.
public final class InMemoryTable<K, V> {
  private final InMemoryUnitOfWork work;
  private final Map<K, V> rows = new LinkedHashMap<>();

  InMemoryTable(InMemoryUnitOfWork work) {
    this.work = work;
  }

  public Optional<V> get(K key) {
    return work.locked(() -> Optional.ofNullable(rows.get(key)));
  }

  public List<V> values() {
    return work.locked(() -> List.copyOf(rows.values()));
  }

  /// The rows whose keys are `wanted`.
  public List<V> values(Predicate<K> wanted) {
    return work.locked(() ->
        rows.entrySet().stream()
            .filter(row -> wanted.test(row.getKey()))
            .map(Map.Entry::getValue)
            .toList());
  }

  public void put(K key, V value) {
    work.atomically(() -> {
      rows.put(key, value);
      return key;
    });
  }

  /// Puts `value` unless there is a row under `key` already; then the answer is false.
  public boolean add(K key, V value) {
    return work.atomically(() -> rows.putIfAbsent(key, value) == null);
  }

  public void remove(K key) {
    work.atomically(() -> {
      rows.remove(key);
      return key;
    });
  }

  Runnable snapshot() {
    Map<K, V> before = new LinkedHashMap<>(rows);
    return () -> {
      rows.clear();
      rows.putAll(before);
    };
  }
}
