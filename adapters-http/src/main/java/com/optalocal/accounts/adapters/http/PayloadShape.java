package com.optalocal.accounts.adapters.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the payload of one operation looks like: written once, checked at each call, and shown as
/// its JSON Schema. Unknown members are refused.
public final class PayloadShape {
  public static final PayloadShape NONE = new PayloadShape(Map.of());

  private static final String ROOT = "/payload";

  /// What a member holds.
  public enum Kind {
    TEXT("a string"),
    WHOLE_NUMBER("a whole number"),
    FLAG("true or false"),
    TEXTS("an array of strings");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    private boolean accepts(JsonValue value) {
      return switch (this) {
        case TEXT -> value instanceof JsonValue.Text;
        case WHOLE_NUMBER ->
            value instanceof JsonValue.Numeral number && number.asLong().isPresent();
        case FLAG -> value instanceof JsonValue.Flag;
        case TEXTS ->
            value instanceof JsonValue.Array array
                && array.values().stream().allMatch(JsonValue.Text.class::isInstance);
      };
    }

    private JsonValue.Builder schema() {
      return switch (this) {
        case TEXT -> JsonValue.fields().put("type", "string");
        case WHOLE_NUMBER -> JsonValue.fields().put("type", "integer");
        case FLAG -> JsonValue.fields().put("type", "boolean");
        case TEXTS ->
            JsonValue.fields()
                .put("type", "array")
                .put("items", JsonValue.fields().put("type", "string").build());
      };
    }
  }

  private record Member(Kind kind, boolean required, String meaning) {}

  private final Map<String, Member> members;

  private PayloadShape(Map<String, Member> members) {
    this.members = members;
  }

  public PayloadShape required(String name, Kind kind, String meaning) {
    return with(name, new Member(kind, true, meaning));
  }

  public PayloadShape optional(String name, Kind kind, String meaning) {
    return with(name, new Member(kind, false, meaning));
  }

  private PayloadShape with(String name, Member member) {
    Map<String, Member> more = new LinkedHashMap<>(members);
    more.put(name, member);
    return new PayloadShape(more);
  }

  /// The payload, if it has this shape.
  ///
  /// @param sent what stood in the request; nothing counts as an empty object
  /// @throws BadPayload naming the first member that does not fit
  Payload check(Optional<JsonValue> sent) {
    JsonValue.Fields fields =
        switch (sent.orElse(JsonValue.Fields.NONE)) {
          case JsonValue.Fields object -> object;
          case JsonValue other -> throw new BadPayload(ROOT, "the payload must be an object");
        };
    fields
        .members()
        .forEach((name, value) -> {
          Member member = members.get(name);
          if (member == null) {
            throw new BadPayload(pointer(name), "the operation does not know this member");
          }
          if (!member.kind().accepts(value)) {
            throw new BadPayload(pointer(name), "this must be " + member.kind().words);
          }
        });
    members.forEach((name, member) -> {
      if (member.required() && fields.find(name).isEmpty()) {
        throw new BadPayload(pointer(name), "this member is required");
      }
    });
    return new Payload(fields);
  }

  static String pointer(String name) {
    return JsonText.pointer(ROOT, name);
  }

  /// JSON Schema, draft 2020-12.
  JsonValue.Fields schema() {
    JsonValue.Builder properties = JsonValue.fields();
    List<String> required = new ArrayList<>();
    members.forEach((name, member) -> {
      properties.put(name, member.kind().schema().put("description", member.meaning()).build());
      if (member.required()) {
        required.add(name);
      }
    });
    return JsonValue.fields()
        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
        .put("type", "object")
        .put("properties", properties.build())
        .putTexts("required", required)
        .put("additionalProperties", false)
        .build();
  }
}
