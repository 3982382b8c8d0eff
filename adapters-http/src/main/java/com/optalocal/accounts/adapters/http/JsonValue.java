package com.optalocal.accounts.adapters.http;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON document as an immutable tree. Small on purpose: the command line loads these few classes
/// and no data binding. `toString` never shows content, which may be somebody's key.
public sealed interface JsonValue {
  JsonValue NOTHING = new Nothing();

  /// `null`.
  record Nothing() implements JsonValue {}

  record Flag(boolean value) implements JsonValue {}

  record Numeral(BigDecimal value) implements JsonValue {
    /// This number if it is a whole one that fits a `long`.
    public Optional<Long> asLong() {
      try {
        return Optional.of(value.longValueExact());
      } catch (ArithmeticException fractionOrTooLarge) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return "Numeral[…]";
    }
  }

  record Text(String value) implements JsonValue {
    @Override
    public String toString() {
      return "Text[…]";
    }
  }

  record Array(List<JsonValue> values) implements JsonValue {
    public Array {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return "Array[…]";
    }
  }

  /// A JSON object; its members keep their order.
  record Fields(Map<String, JsonValue> members) implements JsonValue {
    public static final Fields NONE = new Fields(Map.of());

    public Fields {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public Optional<JsonValue> find(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /// The member, if it is a string.
    public Optional<String> text(String name) {
      return members.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /// The member, if it is a whole number.
    public Optional<Long> number(String name) {
      return members.get(name) instanceof Numeral number ? number.asLong() : Optional.empty();
    }

    /// True only if the member is `true`.
    public boolean isTrue(String name) {
      return members.get(name) instanceof Flag flag && flag.value();
    }

    /// The member, if it is an object.
    public Optional<Fields> fields(String name) {
      return members.get(name) instanceof Fields fields ? Optional.of(fields) : Optional.empty();
    }

    /// The member's elements; empty if it is no array.
    public List<JsonValue> array(String name) {
      return members.get(name) instanceof Array array ? array.values() : List.of();
    }

    /// The strings of an array member; anything else in it is left out.
    public List<String> texts(String name) {
      return array(name).stream()
          .filter(Text.class::isInstance)
          .map(value -> ((Text) value).value())
          .toList();
    }

    /// The objects of an array member; anything else in it is left out.
    public List<Fields> objects(String name) {
      return array(name).stream().filter(Fields.class::isInstance).map(Fields.class::cast).toList();
    }

    @Override
    public String toString() {
      return "Fields[…]";
    }
  }

  static JsonValue of(String text) {
    return new Text(text);
  }

  static JsonValue of(long number) {
    return new Numeral(BigDecimal.valueOf(number));
  }

  static JsonValue of(boolean flag) {
    return new Flag(flag);
  }

  static Builder fields() {
    return new Builder();
  }

  /// Collects the members of an object in order. A name comes once.
  final class Builder {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String name, JsonValue value) {
      if (members.put(name, value) != null) {
        throw new IllegalStateException("a member comes twice");
      }
      return this;
    }

    public Builder put(String name, String value) {
      return put(name, of(value));
    }

    public Builder put(String name, long value) {
      return put(name, of(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, of(value));
    }

    /// `value`'s text, or `null` where there is none.
    public Builder putOrNull(String name, Optional<?> value) {
      return put(name, value.isPresent() ? of(value.get().toString()) : NOTHING);
    }

    /// Each element's text.
    public Builder putTexts(String name, Iterable<?> values) {
      List<JsonValue> texts = new java.util.ArrayList<>();
      values.forEach(value -> texts.add(of(value.toString())));
      return put(name, new Array(texts));
    }

    public Builder putAll(Fields more) {
      more.members().forEach(this::put);
      return this;
    }

    public Fields build() {
      return new Fields(members);
    }
  }
}
