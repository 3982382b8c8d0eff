# The slow half of bin/opta, sourced when there is something to do: finds the JDK, builds, and
# trains the ahead-of-time caches. Uses and sets the launcher's variables.

lock=$root/bootstrap/target/.launcher-lock
child=''
locked=''

say() { printf '%s\n' "$*" >&2; }

# Finds a JDK and writes down what the next start needs to know; a checkout that cannot be
# written to is no error.
remember_jdk() {
  search_jdk
  cache_key=$(printf '%s' "$release_id" | sed 's/[A-Z_]*="\([^"]*\)"/\1 /g; s/ $//' \
    | tr -c 'A-Za-z0-9.+' '-' | cut -c 1-120)
  os='' arch='' musl=''
  while IFS= read -r line; do
    case $line in
      'OS_NAME="Linux"') os=linux ;;
      'OS_NAME="Darwin"') os=darwin ;;
      'OS_ARCH="x86_64"') arch=x86_64 ;;
      'OS_ARCH="aarch64"') arch=aarch64 ;;
      'LIBC="musl"') musl=-musl ;;
    esac
  done <"$jdk/release"
  native=$os-$arch$musl
  {
    mkdir -p "$out" && printf '%s\n' "${JAVA_HOME:-}" "$jdk" "$release_id" "$cache_key" "$native" \
      >"$out/jdk.$$" && mv -f "$out/jdk.$$" "$out/jdk"
  } 2>/dev/null || :
}

# --- one line of progress -------------------------------------------------------------------

# Waits for the process $child and shows one line on stderr: "◆ Building Opta … 23 s".
show_progress() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) label="◆ $1 …" ;;
    *) label="* $1 ..." ;;
  esac
  began=$(date +%s)
  if [ -t 2 ]; then
    while kill -0 "$child" 2>/dev/null; do
      printf '\r%s %d s' "$label" $(($(date +%s) - began)) >&2
      sleep 1
    done
    printf '\r' >&2
  fi
  printf '%s ' "$label" >&2
  wait "$child"
  result=$?
  printf '%d s\n' $(($(date +%s) - began)) >&2
  child=
  return "$result"
}

# --- one at a time --------------------------------------------------------------------------

# The lock is a symbolic link whose target is the holder's process id: made and filled in one step.
try_lock() {
  ln -s "$$" "$lock" 2>/dev/null && locked=yes && return 0
  holder=$(readlink "$lock") || return 1
  kill -0 "$holder" 2>/dev/null && return 1
  # The holder is gone. Only one of those who noticed clears up, and only what it saw.
  if ln -s "$$" "$lock.clearing" 2>/dev/null; then
    [ "$(readlink "$lock")" = "$holder" ] && rm -f "$lock"
    rm -f "$lock.clearing"
  fi
  return 1
}

unlock() {
  [ -n "$locked" ] && rm -f "$lock"
  locked=
}

guard_signals() {
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
  trap 'interrupted 129' HUP
}

interrupted() {
  [ -n "$child" ] && kill "$child" 2>/dev/null
  unlock
  say ''
  exit "$1"
}

# --- building -------------------------------------------------------------------------------

run_maven() {
  MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ${MAVEN_OPTS:-}" JAVA_HOME=$jdk \
    "$mvn" -B -ntp "$@" -f "$root/pom.xml" -pl bootstrap -am -Dquick package \
    >"$log" 2>&1 </dev/null &
  child=$!
}

# What is already on this machine is tried first: that works on a plane, and asks no server.
# One shell is the child of the progress line; it hands a signal on to Maven.
run_maven_offline_then_online() {
  trap 'kill "$child"; exit 1' INT TERM HUP
  run_maven -o
  wait "$child" && return 0
  grep -q 'offline mode\|has not been downloaded' "$log" || return 1
  run_maven
  wait "$child"
}

build() {
  if [ -f "$out/built" ] && ! [ -w "$out" ]; then
    say '! Sources changed, but this checkout is read-only: starting the build that is here.'
    return 0
  fi
  mkdir -p "$out" 2>/dev/null \
    || die 'Opta is not built yet and this checkout is read-only. Run bin/opta once where it may write.'
  guard_signals
  until try_lock; do
    sleep 0.2 2>/dev/null || sleep 1
  done
  if ! fresh; then
    search_maven
    log=$root/bootstrap/target/opta-build.log
    : >"$out/unchecked"
    run_maven_offline_then_online &
    child=$!
    if ! show_progress 'Building Opta'; then
      unlock
      explain_failure
    fi
  fi
  unlock
  trap - INT TERM HUP
}

explain_failure() {
  say 'The build failed:'
  grep -e '^\[ERROR\]' -e '^Exception in thread' "$log" | sed 's/^\[ERROR\] *//; s/ *-> \[Help.*//' \
    | grep -v -e '^$' -e '^\[Help' -e 'e-run Maven' -e 'For more information' \
      -e 'After correcting the problems' -e 'mvn <args>' | awk '!seen[$0]++' | head -n 8 | sed 's/^/  /' >&2
  die "The whole log: $log"
}

# --- ahead-of-time caches -------------------------------------------------------------------

# Runs the training program in a role and keeps the cache that it leaves.
train() {
  trained_role=$1
  shift
  work=$out/training
  rm -rf "$work"
  mkdir -p "$work/home" || return 1
  env -i PATH="$PATH" HOME="$work/home" LANG="${LANG:-C.UTF-8}" "$jdk/bin/java" "$@" \
    -XX:AOTCacheOutput="$work/new.aot" -Djava.io.tmpdir="$work" \
    -cp "$out/lib/opta.jar" "$training_class" "$trained_role" >>"$log" 2>&1 </dev/null &
  child=$!
  wait "$child" && [ -s "$work/new.aot" ] && mv -f "$work/new.aot" "$caches/$trained_role.aot"
  trained=$?
  rm -rf "$work"
  return "$trained"
}

train_both() {
  trap 'kill "$child"; exit 1' INT TERM HUP
  [ -d "$out/native/$native" ] && set -- -Dorg.sqlite.lib.path="$out/native/$native"
  set -- -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
    -Dpicocli.disable.closures=true "$@"
  : >"$log"
  train cli -XX:TieredStopAtLevel=1 -Djava.util.logging.config.file= "$@" && train server "$@"
}

# Caches belong to one JDK build and to these very jars. A start that finds another at work here
# goes on without; a failure costs speed only, and is not tried again before the next build.
prepare_caches() {
  [ -w "$out" ] || return 0
  guard_signals
  if try_lock; then
    rm -rf "$out/aot"
    mkdir -p "$caches"
    log=$root/bootstrap/target/opta-training.log
    train_both &
    child=$!
    show_progress 'Preparing a fast start' || say "! That did not work; Opta starts slower. See $log"
    : >"$caches/tried"
    unlock
  fi
  trap - INT TERM HUP
}
