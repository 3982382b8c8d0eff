package com.optalocal.accounts.bootstrap.doctor;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.util.List;

/// `opta doctor`: looks at everything the program stands on. Changes nothing, starts nothing.
public final class DoctorCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Check this machine and say what to mend")
        .about("Ends with 1 if something has to be mended.")
        .example("opta doctor");
  }

  @Override
  public ExitCode run(Invocation call) {
    List<Finding> findings = new Checks(call).all();
    Terminal terminal = call.terminal();
    for (Finding finding : findings) {
      String line = finding.subject() + ": " + finding.text();
      switch (finding.level()) {
        case GOOD -> terminal.done(line);
        case NOTE -> terminal.step(line);
        case BAD -> terminal.bad(line);
      }
      if (!finding.next().isEmpty()) {
        terminal.line(finding.next());
      }
    }
    boolean healthy = findings.stream().noneMatch(f -> f.level() == Finding.Level.BAD);
    terminal.json(
        JsonValue.fields()
            .put("ok", true)
            .put("healthy", healthy)
            .put("findings", new JsonValue.Array(findings.stream().map(Finding::json).toList()))
            .build());
    return healthy ? ExitCode.OK : ExitCode.FAILED;
  }
}
