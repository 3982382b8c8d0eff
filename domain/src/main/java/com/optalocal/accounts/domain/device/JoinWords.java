package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Six words of a list of 2048, 66 bits: shown by a new device, typed on a trusted one, never sent.
public final class JoinWords implements AutoCloseable {
  public static final int COUNT = 6;
  private final SecretBytes phrase;

  /// Why something typed cannot be the words of any device.
  public enum Mistake {
    NOT_SIX("these are not six words"),
    NOT_LISTED("a word is not on the list");

    private final String meaning;

    Mistake(String meaning) {
      this.meaning = meaning;
    }
  }

  /// Thrown for what cannot be the words of any device.
  public static final class Mistyped extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final Mistake mistake;

    Mistyped(Mistake mistake) {
      super(mistake.meaning);
      this.mistake = mistake;
    }

    public Mistake mistake() {
      return mistake;
    }
  }

  private JoinWords(String canonical) {
    phrase = new SecretBytes(canonical.getBytes(StandardCharsets.UTF_8));
  }

  public static JoinWords generate(WordList list, RandomBytes random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      byte[] bits = random.next(2);
      words.add(list.word(((bits[0] & 0xff) << 8 | (bits[1] & 0xff)) & (WordList.SIZE - 1)));
    }
    return new JoinWords(String.join(" ", words));
  }

  /// What somebody typed: any case, any white space or hyphens between the words.
  ///
  /// @throws Mistyped if there are not six words or one is not on the list
  public static JoinWords typed(String text, WordList list) {
    List<String> words =
        Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("[\\s-]+")).toList();
    if (words.size() != COUNT) {
      throw new Mistyped(Mistake.NOT_SIX);
    }
    if (!words.stream().allMatch(list::contains)) {
      throw new Mistyped(Mistake.NOT_LISTED);
    }
    return new JoinWords(String.join(" ", words));
  }

  public SecretBytes phrase() {
    return phrase;
  }

  /// For the one place that shows them.
  public String reveal() {
    return phrase.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    phrase.close();
  }

  @Override
  public String toString() {
    return "JoinWords[redacted]";
  }
}
