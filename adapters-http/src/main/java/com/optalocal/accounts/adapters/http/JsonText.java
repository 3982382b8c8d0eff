package com.optalocal.accounts.adapters.http;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// Reads and writes [JsonValue]s, strictly (RFC 8259): one document, nothing after it, no name
/// twice, at most 32 levels deep.
public final class JsonText {
  /// `"name": value`, as everybody else prints it.
  private static final Separators SEPARATORS =
      Separators.createDefaultInstance()
          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
          .withArrayEmptySeparator("")
          .withObjectEmptySeparator("");

  private static final int MAX_DEPTH = 32;
  private static final JsonFactory FACTORY = factory(8 << 20);

  private JsonText() {}

  /// A parser factory for documents that are read as a stream, with strings up to `maxString`.
  public static JsonFactory factory(int maxString) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(64)
                .maxNameLength(256)
                .maxStringLength(maxString)
                .build())
        // or the place in the text would be quoted in messages, and the text may hold a secret
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }

  /// @throws MalformedJson if `bytes` are anything but one well-formed document
  public static JsonValue read(byte[] bytes) {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), utf8(bytes))) {
      JsonToken first = in.nextToken();
      if (first == null) {
        throw new MalformedJson("", "there is no JSON here");
      }
      JsonValue value = value(in, first, "");
      if (in.nextToken() != null) {
        throw new MalformedJson("", "something follows the JSON document");
      }
      return value;
    } catch (JacksonException malformed) {
      throw new MalformedJson("", "this is not well-formed JSON");
    }
  }

  /// Decoded here, because the parser would take UTF-16 and UTF-32 too.
  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedJson("", "JSON is written in UTF-8");
    }
  }

  /// As [#read], for a document that must be an object.
  public static JsonValue.Fields readFields(byte[] bytes) {
    if (read(bytes) instanceof JsonValue.Fields fields) {
      return fields;
    }
    throw new MalformedJson("", "this must be a JSON object");
  }

  private static JsonValue value(JsonParser in, JsonToken token, String at) {
    return switch (token) {
      case START_OBJECT -> fields(in, at);
      case START_ARRAY -> array(in, at);
      case VALUE_STRING -> new JsonValue.Text(in.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeral(number(in, at));
      case VALUE_TRUE -> new JsonValue.Flag(true);
      case VALUE_FALSE -> new JsonValue.Flag(false);
      case VALUE_NULL -> JsonValue.NOTHING;
      default -> throw new MalformedJson(at, "this is not well-formed JSON");
    };
  }

  private static BigDecimal number(JsonParser in, String at) {
    try {
      return in.getDecimalValue();
    } catch (NumberFormatException hugeExponent) {
      throw new MalformedJson(at, "this number is out of range");
    }
  }

  private static JsonValue.Fields fields(JsonParser in, String at) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (JsonToken token = in.nextToken(); token != JsonToken.END_OBJECT; token = in.nextToken()) {
      String name = in.currentName();
      if (name == null) {
        throw new MalformedJson(at, "this is not well-formed JSON");
      }
      String there = pointer(at, name);
      JsonToken start = in.nextToken();
      if (start == null) {
        throw new MalformedJson(there, "the document ends too early");
      }
      if (members.put(name, value(in, start, there)) != null) {
        throw new MalformedJson(there, "this name comes twice");
      }
    }
    return new JsonValue.Fields(members);
  }

  private static JsonValue.Array array(JsonParser in, String at) {
    List<JsonValue> values = new ArrayList<>();
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      if (token == null) {
        throw new MalformedJson(at, "the document ends too early");
      }
      values.add(value(in, token, at.concat("/").concat(Integer.toString(values.size()))));
    }
    return new JsonValue.Array(values);
  }

  /// `parent` and one more reference token, escaped (RFC 6901 §3).
  static String pointer(String parent, String name) {
    return parent.concat("/").concat(name.replace("~", "~0").replace("/", "~1"));
  }

  /// The compact form, in UTF-8.
  public static byte[] write(JsonValue value) {
    return write(value, ObjectWriteContext.empty());
  }

  /// The form for people, two spaces a level, in UTF-8.
  public static byte[] indented(JsonValue value) {
    return write(
        value,
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter(SEPARATORS);
          }

          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }
        });
  }

  private static byte[] write(JsonValue value, ObjectWriteContext context) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(context, bytes, JsonEncoding.UTF8)) {
      write(value, out);
    }
    return bytes.toByteArray();
  }

  // a chain of instanceof and no pattern switch: the latter spins up a call site at start-up,
  // which a command that lives for 60 ms feels
  private static void write(JsonValue value, JsonGenerator out) {
    if (value instanceof JsonValue.Text text) {
      out.writeString(text.value());
    } else if (value instanceof JsonValue.Fields fields) {
      out.writeStartObject();
      for (Map.Entry<String, JsonValue> member : fields.members().entrySet()) {
        out.writeName(member.getKey());
        write(member.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof JsonValue.Array array) {
      out.writeStartArray();
      for (JsonValue element : array.values()) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (value instanceof JsonValue.Numeral number) {
      out.writeNumber(number.value());
    } else if (value instanceof JsonValue.Flag flag) {
      out.writeBoolean(flag.value());
    } else {
      out.writeNull();
    }
  }
}
