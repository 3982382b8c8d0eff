package com.optalocal.accounts.domain.device;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// 2048 distinct lower-case words; the position of a word is 11 bits.
public final class WordList {
  public static final int SIZE = 2048;
  private final List<String> words;
  private final Set<String> known;

  public WordList(List<String> words) {
    this.words = List.copyOf(words);
    this.known = new HashSet<>(words);
    if (words.size() != SIZE || known.size() != SIZE) {
      throw new IllegalArgumentException("a word list has 2048 distinct words");
    }
  }

  public String word(int index) {
    return words.get(index);
  }

  public boolean contains(String word) {
    return known.contains(word);
  }
}
