package com.optalocal.accounts.adapters.keychain;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// One JSON object, read token by token; each name once, nothing behind it.
///
/// Streaming only and without lambdas on the reading side: `opta account status` reads a file this
/// way, and data binding would cost more than the whole command.
public final class StrictJson implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// The text is not what it should be. Says where, never what was found.
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    public Malformed(String what) {
      super(what);
    }
  }

  private final JsonParser parser;

  /// Stands in the object that `json` is.
  public StrictJson(byte[] json) throws Malformed {
    try {
      parser = FACTORY.createParser(ObjectReadContext.empty(), json);
    } catch (JacksonException e) {
      throw new Malformed("not JSON");
    }
    if (next() != JsonToken.START_OBJECT) {
      throw new Malformed("not a JSON object");
    }
  }

  /// The next field's name; null at the end of the object that was entered last.
  public @Nullable String nextField() throws Malformed {
    return next() == JsonToken.PROPERTY_NAME ? parser.currentName() : null;
  }

  public void enter() throws Malformed {
    if (next() != JsonToken.START_OBJECT) {
      throw new Malformed("an object is missing");
    }
  }

  public String text() throws Malformed {
    if (next() != JsonToken.VALUE_STRING) {
      throw new Malformed("a text is missing");
    }
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw new Malformed("not JSON");
    }
  }

  public long integer() throws Malformed {
    if (next() != JsonToken.VALUE_NUMBER_INT) {
      throw new Malformed("a whole number is missing");
    }
    try {
      return parser.getLongValue();
    } catch (JacksonException e) {
      throw new Malformed("a number is too large");
    }
  }

  public boolean bool() throws Malformed {
    JsonToken token = next();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw new Malformed("true or false is missing");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /// Passes over a field that this version does not know.
  public void skip() throws Malformed {
    next();
    try {
      parser.skipChildren();
    } catch (JacksonException e) {
      throw new Malformed("not JSON");
    }
  }

  /// @throws Malformed if anything follows the object
  public void end() throws Malformed {
    if (next() != null) {
      throw new Malformed("something follows the object");
    }
  }

  @Override
  public void close() {
    parser.close();
  }

  private @Nullable JsonToken next() throws Malformed {
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      throw new Malformed("not JSON");
    }
  }

  /// One object, indented as people would; `fields` writes what is in it.
  public static byte[] write(Consumer<JsonGenerator> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(new Indented(), out)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter();
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
