# Finds a JDK 25 and Maven 3.8, or says in one line how to get them. Sourced by bin/*.

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Reads $1/release up to JAVA_VERSION: who made it and which build it is, without running it.
# Sets release_id; fails below 25.
read_release() {
  release_id=
  release_major=0
  [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    release_id=$release_id$line
    case $line in
      JAVA_VERSION=*)
        release_major=${line#*=}
        release_major=${release_major#\"}
        release_major=${release_major%%[!0-9]*}
        break
        ;;
    esac
  done <"$1/release"
  [ "${release_major:-0}" -ge 25 ]
}

usable_jdk() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && read_release "$1"
}

# Follows symbolic links from $1; prints the file at their end.
resolved() {
  path=$1
  while [ -h "$path" ]; do
    target=$(readlink "$path") || return 1
    case $target in
      /*) path=$target ;;
      *) path=${path%/*}/$target ;;
    esac
  done
  printf '%s\n' "$path"
}

# Sets jdk and release_id.
search_jdk() {
  on_path=$(resolved "$(command -v java)")
  for jdk in "${JAVA_HOME:-}" "${on_path%/bin/java}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /opt/homebrew/opt/openjdk* /usr/local/opt/openjdk* \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    usable_jdk "$jdk" && return 0
  done
  die "Opta needs JDK 25 or newer and found none. Install it: $(how_to_get_jdk)"
}

how_to_get_jdk() {
  if command -v brew >/dev/null 2>&1; then
    echo 'brew install openjdk'
  elif apt-cache show openjdk-25-jdk-headless 2>/dev/null | grep -q '^Package'; then
    echo 'sudo apt-get install openjdk-25-jdk-headless'
  elif dnf -q info java-25-openjdk-devel >/dev/null 2>&1; then
    echo 'sudo dnf install java-25-openjdk-devel'
  else
    echo 'sdk install java 25-tem   (with SDKMAN: https://sdkman.io)'
  fi
}

# Sets mvn. Asks each candidate for its version, so call it only when there is something to build.
search_maven() {
  for mvn in "$(command -v mvn)" "${MAVEN_HOME:-}/bin/mvn" \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}/candidates/maven/current/bin/mvn" \
    /opt/homebrew/bin/mvn /usr/local/bin/mvn /opt/maven/bin/mvn /usr/share/maven/bin/mvn; do
    [ -x "$mvn" ] || continue
    version=$(JAVA_HOME=$jdk "$mvn" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
    minor=${version#*.}
    minor=${minor%%.*}
    case $version in
      3.*) [ "${minor:-0}" -ge 8 ] && return 0 ;;
      [4-9]* | [1-9][0-9]*) return 0 ;;
    esac
  done
  die "Opta needs Maven 3.8 or newer to build and found none. Install it: $(how_to_get_maven)"
}

how_to_get_maven() {
  if command -v brew >/dev/null 2>&1; then
    echo 'brew install maven'
  elif command -v apt-get >/dev/null 2>&1; then
    echo 'sudo apt-get install maven'
  elif command -v dnf >/dev/null 2>&1; then
    echo 'sudo dnf install maven'
  else
    echo 'sdk install maven   (with SDKMAN: https://sdkman.io)'
  fi
}
