package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.domain.identity.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// Metadata from and to JSON. What was read comes out again with the same meaning, not the same
/// white space.
public final class MetadataJson {
  private MetadataJson() {}

  /// @throws IllegalArgumentException if it is too large, or has a name with control characters
  public static Metadata read(ObjectNode json) {
    SortedMap<String, String> members = new TreeMap<>();
    json.properties()
        .forEach(member ->
            members.put(
                member.getKey(),
                new String(Json.write(member.getValue()), StandardCharsets.UTF_8)));
    return new Metadata(members);
  }

  public static ObjectNode write(Metadata metadata) {
    ObjectNode json = Json.object();
    metadata
        .members()
        .forEach((name, value) ->
            json.set(name, JsonNodeFactory.instance.rawValueNode(new RawValue(value))));
    return json;
  }
}
