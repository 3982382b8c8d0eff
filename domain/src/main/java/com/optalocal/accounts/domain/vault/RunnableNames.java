package com.optalocal.accounts.domain.vault;

import java.util.Set;
import java.util.regex.Pattern;

/// Which secrets `opta run` hands to a program without being told to, by name: all but those that
/// would change what the program is or whom it talks to.
public final class RunnableNames {
  private static final Set<String> DANGEROUS =
      Set.of(
          "PATH",
          "HOME",
          "SHELL",
          "USER",
          "LOGNAME",
          "IFS",
          "ENV",
          "BASH_ENV",
          "PROMPT_COMMAND",
          "CLASSPATH",
          "JAVA_HOME",
          "GCONV_PATH",
          "HOSTALIASES",
          "LOCALDOMAIN",
          "TMPDIR",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "REQUESTS_CA_BUNDLE",
          "CURL_CA_BUNDLE",
          "EDITOR",
          "VISUAL",
          "PAGER",
          "BROWSER");
  private static final Pattern DANGEROUS_SHAPE =
      Pattern.compile(
          "(LD|DYLD|GLIBC|MALLOC|BASH_FUNC|GIT|NPM_CONFIG|SSH|XDG|OPTA|RES)_.*"
              + "|(NODE|PYTHON|RUBY|PERL|PERL5|LUA|JAVA|JDK|JAVA_TOOL|_JAVA|MAVEN|GRADLE|RUST|CARGO|GO|DOTNET|PHP)"
              + "(_.*|OPT|LIB|PATH|HOME|STARTUP|INSPECT|FLAGS|ROOT)?"
              + "|.*_(BASE_URL|PROXY|OPTIONS|PRELOAD|LIBRARY_PATH)");

  private RunnableNames() {}

  public static boolean includes(SecretName name) {
    return !DANGEROUS.contains(name.value()) && !DANGEROUS_SHAPE.matcher(name.value()).matches();
  }
}
