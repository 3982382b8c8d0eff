package com.optalocal.accounts.bootstrap.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells with aligned columns, two spaces apart, indented by two.
public final class Columns {
  private final List<String[]> rows = new ArrayList<>();

  public Columns row(String... cells) {
    rows.add(cells.clone());
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public List<String> lines() {
    int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], width(row[i]));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder(" ");
    for (int i = 0; i < row.length; i++) {
      line.append(i == 0 ? " " : "  ").append(row[i]);
      if (i < row.length - 1) {
        line.repeat(' ', widths[i] - width(row[i]));
      }
    }
    return line.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
