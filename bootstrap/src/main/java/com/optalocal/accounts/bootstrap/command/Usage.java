package com.optalocal.accounts.bootstrap.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What one command takes and what its help says, written down once. The model is picocli's, built
/// for the invoked command alone and without reflection.
public final class Usage {
  static final String HELP = "--help";
  public static final String VERSION = "--version";
  static final String JSON = "--json";
  static final String NO_COLOR = "--no-color";
  static final String ASCII = "--ascii";

  private final CommandSpec spec = CommandSpec.create();
  private final String summary;
  private final List<String> about = new ArrayList<>();
  private final List<String> examples = new ArrayList<>();
  private boolean json = true;
  private int positions;

  private Usage(String summary) {
    this.summary = summary;
  }

  /// @param summary one line, imperative, without a full stop
  public static Usage of(String summary) {
    return new Usage(summary);
  }

  /// Lines below the summary, as they shall stand.
  public Usage about(String... lines) {
    about.addAll(List.of(lines));
    return this;
  }

  public Usage flag(String name, String help) {
    spec.addOption(
        OptionSpec.builder(name).type(boolean.class).arity("0").description(help).build());
    return this;
  }

  public Usage option(String name, String value, String help) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(String.class)
            .arity("1")
            .paramLabel(value)
            .description(help)
            .build());
    return this;
  }

  /// An option that may come several times.
  public Usage options(String name, String value, String help) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel(value)
            .description(help)
            .build());
    return this;
  }

  /// One positional that must be there.
  public Usage needs(String label, String help) {
    return positional(label, "1", help);
  }

  /// One positional that may be there.
  public Usage takes(String label, String help) {
    return positional(label, "0..1", help);
  }

  /// Everything from the first positional on, options included: another program's command line.
  public Usage needsCommandLine(String label, String help) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(positions + "..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1..*")
            .required(true)
            .paramLabel(label)
            .description(help)
            .build());
    spec.parser().stopAtPositional(true);
    return this;
  }

  /// Any number of further words.
  public Usage takesWords(String label, String help) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(positions + "..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .paramLabel(label)
            .description(help)
            .build());
    return this;
  }

  public Usage example(String commandLine) {
    examples.add(commandLine);
    return this;
  }

  /// For the few commands whose output has no JSON form.
  public Usage withoutJson() {
    json = false;
    return this;
  }

  private Usage positional(String label, String arity, String help) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(String.valueOf(positions++))
            .type(String.class)
            .arity(arity)
            .required(arity.equals("1"))
            .paramLabel(label)
            .description(help)
            .build());
    return this;
  }

  /// Where the usage of the command at `path` is to be read.
  static String pointer(String path) {
    return "`" + path + " --help` shows what it takes";
  }

  /// The parser, with the options that every command has.
  CommandLine parser() {
    CommandLine known = spec.commandLine();
    if (known != null) {
      return known;
    }
    if (json) {
      flag(JSON, "print one JSON object and nothing else");
    }
    flag(NO_COLOR, "print without color; NO_COLOR does the same");
    flag(ASCII, "print ASCII marks");
    spec.addOption(
        OptionSpec.builder("-h", HELP)
            .type(boolean.class)
            .arity("0")
            .usageHelp(true)
            .description("show this help")
            .build());
    return new CommandLine(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  String summary() {
    return summary;
  }

  List<String> about() {
    return List.copyOf(about);
  }

  List<String> examples() {
    return List.copyOf(examples);
  }

  boolean hasJson() {
    return json;
  }
}
