package com.optalocal.accounts.bootstrap.command;

import com.optalocal.accounts.bootstrap.terminal.Columns;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Help pages, in the terminal's look: two spaces of indent, aligned columns, one blank line
/// between blocks.
public final class HelpText {
  private HelpText() {}

  /// The page of one command.
  public static List<String> ofCommand(String path, Usage usage) {
    usage.parser();
    List<String> lines = new ArrayList<>();
    lines.add(usage.summary());
    lines.add("");
    lines.add("  " + synopsis(path, usage));
    if (!usage.about().isEmpty()) {
      lines.add("");
      usage.about().forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
    }
    Columns options = new Columns();
    for (PositionalParamSpec positional : usage.spec().positionalParameters()) {
      options.row(positional.paramLabel(), positional.description()[0]);
    }
    for (OptionSpec option : usage.spec().options()) {
      options.row(nameAndValue(option), option.description()[0]);
    }
    lines.add("");
    lines.addAll(options.lines());
    lines.add("");
    lines.add(usage.examples().size() == 1 ? "Example" : "Examples");
    usage.examples().forEach(example -> lines.add("  " + example));
    return lines;
  }

  /// The page of a group: its commands and what they do.
  public static List<String> ofGroup(String path, Node.Group group) {
    List<String> lines = new ArrayList<>();
    lines.add(group.summary());
    lines.add("");
    lines.add("  " + path + " COMMAND");
    lines.add("");
    lines.addAll(rows(group.children().get()));
    lines.add("");
    lines.add("Example");
    lines.add("  " + path + " " + group.children().get().getFirst().name() + " --help");
    return lines;
  }

  /// One aligned line per command.
  public static List<String> rows(List<Node> nodes) {
    Columns rows = new Columns();
    nodes.forEach(node -> rows.row(node.name(), node.summary()));
    return rows.lines();
  }

  private static String synopsis(String path, Usage usage) {
    StringBuilder line = new StringBuilder(path);
    boolean endsWithProgram = usage.spec().parser().stopAtPositional();
    if (endsWithProgram) {
      line.append(" [OPTIONS] --");
    }
    for (PositionalParamSpec positional : usage.spec().positionalParameters()) {
      boolean optional = positional.arity().min() == 0;
      line.append(optional ? " [" : " ")
          .append(positional.paramLabel())
          .append(positional.arity().isVariable() ? " …" : "")
          .append(optional ? "]" : "");
    }
    return endsWithProgram ? line.toString() : line.append(" [OPTIONS]").toString();
  }

  private static String nameAndValue(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }
}
