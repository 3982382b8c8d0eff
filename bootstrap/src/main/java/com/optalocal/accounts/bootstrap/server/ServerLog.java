package com.optalocal.accounts.bootstrap.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.home.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// Where portal and daemon write down what they do: one rolling file each in the state folder,
/// readable by its owner alone. Set up in code, so that no configuration file is searched for, and
/// only in these roles: a command that a person types never loads a logging framework.
///
/// Types keep secrets out of messages; what looks like one anyway is masked here as the last net.
public final class ServerLog {
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{20} %masked%n%maskedTrace";
  private static final FileSize MAX_FILE = new FileSize(4 * FileSize.MB_COEFFICIENT);
  private static final int OLD_FILES = 4;

  private ServerLog() {}

  /// Sends everything at `INFO` and above to `name.log` in `folder`.
  public static void toFile(Path folder, String name) {
    Path file = Home.privateFolder(folder).resolve(name + ".log");
    try {
      PrivateFile.append(file).close();
    } catch (IOException refused) {
      throw new UncheckedIOException("the log cannot be written: " + file, refused);
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder(context));
    roll(context, appender, folder, name);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    for (String chatty : new String[] {"org.eclipse.jetty", "io.javalin", "org.flywaydb"}) {
      context.getLogger(chatty).setLevel(Level.WARN);
    }
  }

  private static PatternLayoutEncoder encoder(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    context.putObject(
        ch.qos.logback.core.CoreConstants.PATTERN_RULE_REGISTRY,
        Map.of(
            "masked", MaskedMessage.class.getName(), "maskedTrace", MaskedTrace.class.getName()));
    encoder.setPattern(LINE);
    encoder.start();
    return encoder;
  }

  private static void roll(
      LoggerContext context,
      RollingFileAppender<ILoggingEvent> appender,
      Path folder,
      String name) {
    FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(folder.resolve(name + ".%i.log").toString());
    policy.setMinIndex(1);
    policy.setMaxIndex(OLD_FILES);
    policy.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
    trigger.setContext(context);
    trigger.setMaxFileSize(MAX_FILE);
    trigger.start();
    appender.setRollingPolicy(policy);
    appender.setTriggeringPolicy(trigger);
  }
}
