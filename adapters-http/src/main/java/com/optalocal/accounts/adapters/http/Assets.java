package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The few files that pages refer to, named by their content so that browsers may keep them for
/// ever.
final class Assets {
  record Asset(String contentType, ByteString bytes) {}

  private final Map<String, Asset> byName = new LinkedHashMap<>();
  private final String stylesheet;
  private final String icon;

  Assets() {
    stylesheet = load("opta", ".css", "text/css; charset=utf-8");
    icon = load("icon", ".svg", "image/svg+xml");
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  String stylesheetPath() {
    return stylesheet;
  }

  String iconPath() {
    return icon;
  }

  private String load(String stem, String extension, String contentType) {
    try (InputStream in = Assets.class.getResourceAsStream(stem + extension)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks an asset: " + stem);
      }
      byte[] bytes = in.readAllBytes();
      String hash = HexFormat.of().formatHex(Sha256.of(bytes).toByteArray(), 0, 8);
      String name = stem + '-' + hash + extension;
      byName.put(name, new Asset(contentType, ByteString.copyOf(bytes)));
      return "/assets/" + name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
