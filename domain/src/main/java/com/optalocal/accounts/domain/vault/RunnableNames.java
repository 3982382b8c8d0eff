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
          "BROWSER",
          "ZDOTDIR",
          "KUBECONFIG",
          "CC",
          "CXX",
          "CPP",
          "LD",
          "AR",
          "CFLAGS",
          "CXXFLAGS",
          "LDFLAGS",
          "MANPATH",
          "TERMINFO");
  private static final Pattern DANGEROUS_SHAPE =
      Pattern.compile(
          // loaders, shells, version control, package managers, containers, clouds' own tools
          "(LD|DYLD|GLIBC|MALLOC|BASH_FUNC|GIT|NPM_CONFIG|YARN|PNPM|PIP|UV|SSH|XDG|OPTA|RES|OPENSSL"
              + "|CMAKE|CORECLR|COMPLUS|ELECTRON)_.*"
              // interpreters and compilers, whatever follows their name
              + "|(NODE|PYTHON|RUBY|PERL|LUA|JAVA|JDK|_JAVA|MAVEN|GRADLE|RUST|CARGO|DOTNET|PHP|LESS|MAKE"
              + "|DENO|BUN|ERL|ELIXIR)(_.*|[A-Z0-9]*(OPT|OPTS|LIB|PATH|HOME|STARTUP|INSPECT"
              + "|FLAGS|ROOT|BASE|BREAKPOINT|DB|C|OPEN|CLOSE|FILES|WRAPPER))?"
              + "|DOCKER_(HOST|CONFIG|CONTEXT|CERT_PATH|TLS.*)"
              + "|GO(PATH|ROOT|FLAGS|PROXY|SUMDB|PRIVATE|ENV|BIN|DEBUG)"
              + "|RUSTC_.*"
              // whom it talks to, and what it loads
              + "|.*_(BASE_URL|API_BASE|ENDPOINT|ENDPOINT_URL|PROXY|OPTIONS|OPTS"
              + "|PRELOAD|LIBRARY_PATH|WRAPPER|COMMAND|SHELL)"
              + "|.*PROXY");

  private RunnableNames() {}

  public static boolean includes(SecretName name) {
    return !DANGEROUS.contains(name.value()) && !DANGEROUS_SHAPE.matcher(name.value()).matches();
  }
}
