package com.optalocal.accounts.adapters.http;

/// A page that says what is wrong and what to do; `command` is something to type, or empty.
public record TroublePage(String title, String detail, String next, String command) {
  public static Page of(String title, String detail, String next, String command) {
    return new Page("trouble", new TroublePage(title, detail, next, command));
  }

  static Page of(Problem problem) {
    boolean forPrograms = problem.next().equals(Problem.SEE_API);
    return of(problem.title(), problem.detail(), forPrograms ? "" : problem.next(), "");
  }
}
