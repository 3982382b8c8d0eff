package com.optalocal.accounts.bootstrap.command;

import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Takes an argument list to its command: path first, then that command's parser, then the command.
public final class Dispatch {
  private final Node.Group root;
  private final Environment environment;
  private final Terminal.Streams streams;

  /// Answers an invocation of a group without a command.
  @FunctionalInterface
  public interface GroupPage {
    Command of(String path, Node.Group group);
  }

  private final GroupPage groupPage;

  public Dispatch(
      Node.Group root, GroupPage groupPage, Environment environment, Terminal.Streams streams) {
    this.root = root;
    this.groupPage = groupPage;
    this.environment = environment;
    this.streams = streams;
  }

  public ExitCode run(String... args) throws InterruptedException {
    // what goes wrong before the options are parsed still answers in the asked-for form
    Terminal terminal =
        new Terminal(streams, environment, new Terminal.Wishes(asksForJson(args), false, false));
    try {
      CommandPath path = CommandPath.resolve(root, args);
      // no pattern switch: it would spin up a call site, which every start would pay for
      Command command =
          path.node() instanceof Node.Leaf leaf
              ? leaf.command().get()
              : groupPage.of(path.text(), (Node.Group) path.node());
      Usage usage = command.usage();
      ParseResult parsed = parse(path, usage);
      terminal =
          new Terminal(
              streams,
              environment,
              new Terminal.Wishes(
                  usage.hasJson() && parsed.matchedOptionValue(Usage.JSON, false),
                  parsed.matchedOptionValue(Usage.NO_COLOR, false),
                  parsed.matchedOptionValue(Usage.ASCII, false)));
      if (parsed.isUsageHelpRequested() && path.node() instanceof Node.Leaf) {
        HelpText.ofCommand(path.text(), command.usage()).forEach(terminal::raw);
        return ExitCode.OK;
      }
      return command.run(new Invocation(path.text(), parsed, environment, terminal));
    } catch (CommandFailed refused) {
      Failures.show(terminal, refused);
      return refused.exit();
    } catch (CustodyUnavailable refused) {
      CommandFailed failed = CommandFailed.of(OperationProblem.of(refused));
      Failures.show(terminal, failed);
      return failed.exit();
    } finally {
      terminal.flush();
    }
  }

  /// As [#run], and a failure if what was said could not be written, to a full disk for example.
  public ExitCode runAndDeliver(String... args) throws InterruptedException {
    ExitCode exit = run(args);
    if (!streams.out().checkError() || !exit.equals(ExitCode.OK)) {
      return exit;
    }
    streams.err().println("x Standard output could not be written");
    streams.err().flush();
    return ExitCode.FAILED;
  }

  private static boolean asksForJson(String... args) {
    for (String arg : args) {
      if (arg.equals("--")) {
        return false;
      }
      if (arg.equals(Usage.JSON)) {
        return true;
      }
    }
    return false;
  }

  private static ParseResult parse(CommandPath path, Usage usage) {
    CommandLine parser = usage.parser();
    String help = Usage.pointer(path.text());
    try {
      return parser.parseArgs(path.rest().toArray(String[]::new));
    } catch (MissingParameterException missing) {
      List<String> labels =
          missing.getMissing().stream()
              .map(arg ->
                  arg instanceof OptionSpec option
                      ? option.longestName() + " " + option.paramLabel()
                      : arg.paramLabel())
              .toList();
      throw CommandFailed.usage("Something is missing: " + String.join(", ", labels), "", help);
    } catch (UnmatchedArgumentException unmatched) {
      throw unmatched(path, parser, unmatched, help);
    } catch (OverwrittenOptionException twice) {
      throw CommandFailed.usage("An option was given twice", "", help);
    } catch (MaxValuesExceededException many) {
      throw CommandFailed.usage("An option takes one value", "", help);
    } catch (ParameterException other) {
      throw CommandFailed.usage("These options do not go together", "", help);
    }
  }

  private static CommandFailed unmatched(
      CommandPath path, CommandLine parser, UnmatchedArgumentException refused, String help) {
    String first = refused.getUnmatched().getFirst();
    if (!first.startsWith("-")) {
      return CommandFailed.usage("`" + path.text() + "` does not take that many words", "", help);
    }
    int equals = first.indexOf('=');
    List<String> near =
        nearest(
            equals < 0 ? first : first.substring(0, equals),
            new ArrayList<>(parser.getCommandSpec().optionsMap().keySet()));
    return CommandFailed.usage(
        "`" + path.text() + "` has no such option",
        near.isEmpty() ? "" : "Did you mean " + Nearest.sentence(near) + "?",
        help);
  }

  /// One letter is near to every other letter, so it suggests nothing; but for the usual two.
  private static List<String> nearest(String typed, List<String> known) {
    if (typed.length() != 2) {
      return Nearest.to(typed, known);
    }
    boolean wantsVersion = typed.equals("-v") || typed.equals("-V");
    return wantsVersion && known.contains(Usage.VERSION) ? List.of(Usage.VERSION) : List.of();
  }
}
