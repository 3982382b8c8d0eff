package com.optalocal.accounts.adapters.http;

/// Ends the handling of a request with a problem; the door it came in by decides how that looks.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  public Refusal(Problem problem) {
    // an expected answer: no stack trace
    super(problem.code(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
