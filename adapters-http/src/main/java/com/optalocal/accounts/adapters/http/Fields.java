package com.optalocal.accounts.adapters.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes the members of a JSON object out one by one. A missing member or one of another type is an
/// [IllegalArgumentException] that names it; [#end] refuses members that nobody asked for.
public final class Fields {
  private final ObjectNode object;
  private final Set<String> taken = new HashSet<>();

  public Fields(ObjectNode object) {
    this.object = object;
  }

  public String text(String name) {
    return optionalText(name).orElseThrow(() -> wrong(name));
  }

  /// The text, if the member is there and not null.
  public Optional<String> optionalText(String name) {
    return take(name).map(node -> textOf(name, node));
  }

  public int number(String name) {
    return take(name)
        .filter(node -> node.isIntegralNumber() && node.canConvertToInt())
        .map(JsonNode::intValue)
        .orElseThrow(() -> wrong(name));
  }

  /// Whether the member is there and `true`.
  public boolean optionalFlag(String name) {
    return take(name)
        .map(node -> {
          if (!node.isBoolean()) {
            throw wrong(name);
          }
          return node.booleanValue();
        })
        .orElse(false);
  }

  public List<String> texts(String name) {
    JsonNode node = take(name).filter(JsonNode::isArray).orElseThrow(() -> wrong(name));
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(textOf(name, element)));
    return texts;
  }

  /// A nested object, if the member is there and is one.
  public Optional<Fields> optionalObject(String name) {
    return take(name)
        .filter(ObjectNode.class::isInstance)
        .map(node -> new Fields((ObjectNode) node));
  }

  /// A nested object of which nothing is known, if the member is there and not null.
  public Optional<ObjectNode> optionalMap(String name) {
    return take(name)
        .map(node -> {
          if (node instanceof ObjectNode map) {
            return map;
          }
          throw wrong(name);
        });
  }

  /// @throws IllegalArgumentException if a member was not taken
  public void end() {
    if (!taken.containsAll(object.propertyNames())) {
      throw new IllegalArgumentException("a body holds members that do not belong there");
    }
  }

  private Optional<JsonNode> take(String name) {
    taken.add(name);
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private static String textOf(String name, JsonNode node) {
    if (!node.isString()) {
      throw wrong(name);
    }
    return node.stringValue();
  }

  private static IllegalArgumentException wrong(String name) {
    return new IllegalArgumentException("a body lacks " + name + " or has it in another form");
  }
}
