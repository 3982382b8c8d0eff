package com.optalocal.accounts.bootstrap.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which command an argument list means. The words before the first option decide, and they alone;
/// everything after them is the command's own parser's.
///
/// @param words how it was reached, canonical names, the program's own first
/// @param rest what the command parses
public record CommandPath(List<String> words, Node node, List<String> rest) {
  public CommandPath {
    words = List.copyOf(words);
    rest = List.copyOf(rest);
  }

  /// Walks `args` from `root` down.
  ///
  /// @throws CommandFailed if a word after a group is none of its commands; the nearest is named
  public static CommandPath resolve(Node.Group root, String... args) {
    List<String> words = new ArrayList<>();
    words.add(root.name());
    Node node = root;
    int next = 0;
    while (node instanceof Node.Group group && next < args.length && isWord(args[next])) {
      Optional<Node> child = group.child(args[next]);
      if (child.isEmpty()) {
        throw unknown(group, words, args[next]);
      }
      node = child.get();
      words.add(node.name());
      next++;
    }
    return new CommandPath(words, node, Arrays.asList(args).subList(next, args.length));
  }

  public String text() {
    return String.join(" ", words);
  }

  private static boolean isWord(String arg) {
    return !arg.startsWith("-");
  }

  private static CommandFailed unknown(Node.Group group, List<String> words, String typed) {
    List<String> known = new ArrayList<>();
    for (Node child : group.children().get()) {
      known.add(child.name());
      known.addAll(child.aliases());
    }
    String path = String.join(" ", words);
    List<String> near =
        typed.equals("version") && words.size() == 1
            ? List.of(path + " " + Usage.VERSION)
            : Nearest.to(typed, known);
    return CommandFailed.usage(
        "There is no such command under `" + path + "`",
        near.isEmpty() ? "" : "Did you mean " + Nearest.sentence(near) + "?",
        "`" + path + " --help` lists them");
  }
}
