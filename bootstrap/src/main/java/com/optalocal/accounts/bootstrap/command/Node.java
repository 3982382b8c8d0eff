package com.optalocal.accounts.bootstrap.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A word of the command line: a group of further words, or a command.
public sealed interface Node {
  String name();

  /// Other spellings of the same word.
  List<String> aliases();

  /// One line for the list above it.
  String summary();

  /// @param children made when somebody looks below this word
  record Group(String name, List<String> aliases, String summary, Supplier<List<Node>> children)
      implements Node {
    public Group {
      aliases = List.copyOf(aliases);
    }

    /// The child that is spelled `word`.
    public Optional<Node> child(String word) {
      for (Node node : children.get()) {
        if (node.name().equals(word) || node.aliases().contains(word)) {
          return Optional.of(node);
        }
      }
      return Optional.empty();
    }
  }

  record Leaf(String name, List<String> aliases, String summary, Supplier<Command> command)
      implements Node {
    public Leaf {
      aliases = List.copyOf(aliases);
    }
  }

  static Group group(String name, String summary, Supplier<List<Node>> children) {
    return new Group(name, List.of(), summary, children);
  }

  static Leaf leaf(String name, String summary, Supplier<Command> command) {
    return new Leaf(name, List.of(), summary, command);
  }
}
