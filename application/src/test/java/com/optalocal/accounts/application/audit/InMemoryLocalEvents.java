package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.LocalEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Waiting events in memory.
public final class InMemoryLocalEvents implements LocalEvents {
  private final Map<String, LocalEvent> waiting = new TreeMap<>();

  @Override
  public synchronized boolean add(UserId user, LocalEvent event) {
    if (oldest(user, MOST).size() >= MOST) {
      return false;
    }
    LocalEvent before = waiting.putIfAbsent(user + " " + event.id(), event);
    return before == null || before.id().equals(event.id());
  }

  @Override
  public synchronized List<LocalEvent> oldest(UserId user, int limit) {
    return waiting.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(user + " "))
        .map(Map.Entry::getValue)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void remove(UserId user, List<LocalEvent> told) {
    told.forEach(event -> waiting.remove(user + " " + event.id()));
  }
}
