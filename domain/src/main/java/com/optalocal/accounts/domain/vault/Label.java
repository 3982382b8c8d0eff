package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.SingleLine;

/// What a person wrote beside a key, as in `work`: at most 64 printable characters, possibly none.
/// Not secret: the portal sees it.
public record Label(String value) {
  public static final Label NONE = new Label("");

  public Label {
    value = value.isBlank() ? "" : SingleLine.require(value, 64, "label");
  }

  @Override
  public String toString() {
    return value;
  }
}
