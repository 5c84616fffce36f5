#!/usr/bin/env bash
# Starts the built board, soon and small. What it is started with stands here and nowhere else.
#
#   web/start.sh [JVM OPTION ...]  becomes the board; given options count more than those here
#   web/start.sh --prepare         makes what the next start is quicker with: archive and library
#
# The archive is what Java keeps of a start that it has seen: parsed classes before Java 25, from then
# on also linked ones and what the compilers learned (an AOT cache). The library is SQLite, which a start
# without it unpacks into the folder for temporary files, where it stays when the process is killed.
# Both are in the folder of the build, so they go with the build; they are named after the Java that
# made them and after their own content.
set -euo pipefail

app=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/target/quarkus-app
java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
archives=$app/start
made_by=$archives/$(printf '%s %s' "$(readlink -f "$java")" "$(stat -Lc %Y "$java")" | cksum | tr ' ' -)
rehearsal_seconds=300
# By this name alone does SQLite's driver, where it cannot load ours, find its own.
library=libsqlitejdbc.so
# An archive and a library.
both=2

# A collector of one thread and a heap that begins small: what rests takes little memory.
small=(-Xms32m -Xmx512m -XX:+ExitOnOutOfMemoryError)
collector=(-XX:+UseSerialGC)
# Gives back what the C library keeps in vain. Not every Java 17 knows it; a rehearsal finds out.
trim=-XX:TrimNativeHeapInterval=5000

# What was kept for this Java and is whole, a line each. Java itself refuses an archive that does not
# fit, but crashes on some that are damaged, and on libraries.
whole() {
  local sum size file
  cksum "$made_by".*.{jsa,aot,lib/"$library"} 2>/dev/null | while read -r sum size file; do
    [[ $file != *".$sum-$size."* ]] || printf '%s\n' "$file"
  done
}

# What makes Java take these files, and say nothing when it does not take an archive.
taking() {
  local file
  for file in "$@"; do
    case $file in
      *.jsa) printf '%s\n' "-XX:SharedArchiveFile=$file" '-Xlog:cds*=off' ;;
      *.aot) printf '%s\n' "-XX:AOTCache=$file" '-Xlog:cds*=off' '-Xlog:aot*=off' ;;
      */"$library") printf '%s\n' "-Dorg.sqlite.lib.path=${file%/*}" ;;
    esac
  done
}

start() {
  local kept=() known=() unpacking=() given=" $* ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-} "
  # Whoever chooses a collector or an archive has chosen.
  [[ $given != *" -XX:+Use"*GC* ]] || collector=()
  if [[ $given != *" -XX:"*Archive* && $given != *" -XX:AOT"* && $given != *" -Xshare"* ]]; then
    mapfile -t kept < <(whole)
    ((${#kept[@]} >= both)) || prepare_meanwhile
  fi
  mapfile -t kept < <(taking "${kept[@]}")
  [[ ${kept[*]} == *-Dorg.sqlite.lib.path=* ]] || mapfile -t unpacking < <(unpacking_here)
  [[ ! -f $made_by.options ]] || mapfile -t known <"$made_by.options"
  exec "$java" "${small[@]}" "${known[@]}" "${collector[@]}" "${kept[@]}" "${unpacking[@]}" \
    "$@" -jar "$app/imprimatur-run.jar"
}

# Who unpacks the library leaves it behind when killed: better here, where the next build removes it.
# Not where nothing may be run: there this script is not executable either.
unpacking_here() {
  [[ -x ${BASH_SOURCE[0]} ]] && mkdir -p "$archives" 2>/dev/null && [[ -w $archives ]] || return 0
  printf '%s\n' "-Dorg.sqlite.tmpdir=$archives"
}

# At a low priority, in a session of its own: neither Ctrl-C nor the board's end is its business.
prepare_meanwhile() {
  command -v setsid >/dev/null || return 0
  (setsid nice -n 10 "${BASH_SOURCE[0]}" --prepare </dev/null >/dev/null 2>&1 &)
}

prepare() {
  (($(whole | wc -l) < both)) || return 0
  mkdir -p "$archives" && exec 9>"$archives/lock" || return 0
  # Held as long as anything is at it.
  flock -n 9 || return 0
  rm -rf "$archives"/making.*
  making=$archives/making.$$
  trap 'rm -rf "$making"' EXIT
  mkdir "$making" && probe && rehearse && keep "$made" "${made##*.}" || return 0
}

probe() {
  "$java" "$trim" --version >/dev/null 2>&1 || return 0
  printf '%s\n' "$trim" >"$making/options"
  mv "$making/options" "$made_by.options"
}

# A board with nothing on it, that nobody else reaches, and none of the settings meant for the real one.
rehearse() {
  local kind=jsa recording=(-XX:ArchiveClassesAtExit=) tether=() rehearsal port seen=
  if "$java" -XX:AOTCacheOutput="$making/none" --version >/dev/null 2>&1; then
    kind=aot
    recording=(-XX:AOTCacheOutput=)
  fi
  made=$making/archive.$kind
  # What is killed takes along what it has started.
  command -v setpriv >/dev/null && tether=(setpriv --pdeathsig KILL --)
  cd "$making"
  # One variable, as every start has some, and reads them by classes of their own.
  env -i PATH="$PATH" "${tether[@]}" timeout -s KILL "$rehearsal_seconds" "${tether[@]}" \
    "$java" "${small[@]}" "${collector[@]}" "${recording[@]/%/$made}" \
    -Dimprimatur.data="$making/data" -Dimprimatur.host=localhost -Dimprimatur.port=0 \
    -Dimprimatur.management.port=0 -Dimprimatur.oidc.issuer=http://localhost:1 \
    -Dorg.sqlite.tmpdir="$making" -jar "$app/imprimatur-run.jar" >"$making/log" 2>&1 &
  rehearsal=$!
  # What it has unpacked it takes along when it ends.
  port=$(port_of "$rehearsal") && visit "$port" && keep "$making"/sqlite-*"$library" "lib/$library" &&
    seen=yes
  kill "$rehearsal"
  wait "$rehearsal" && [[ -n $seen ]]
}

# Where it listens, once it does.
port_of() {
  local port=
  while [[ -z $port ]]; do
    kill -0 "$1" || return 1
    sleep 0.1
    port=$(sed -n 's/.*Listening on: http:\/\/localhost:\([0-9]*\).*/\1/p' "$making/log")
  done
  printf '%s\n' "$port"
}

visit() {
  local path again
  for again in 1 2 3 4 5; do
    for path in / /posts/none /search?q=a /feed.atom /api/posts /posts/new /me /sign-in /robots.txt; do
      ask "$1" "$path" || return 1
    done
  done
}

ask() {
  exec 3<>"/dev/tcp/localhost/$1" || return 1
  printf 'GET %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
  cat <&3 >/dev/null
  exec 3>&-
}

# On the disk first, in its place then, where whoever starts the board may read it.
keep() {
  local place
  [[ -s $1 ]] && chmod 444 "$1" || return 1
  sync "$1"
  place=$made_by.$(cksum <"$1" | tr ' ' -).$2
  mkdir -p "${place%/*}"
  mv "$1" "$place"
}

case ${1:-} in
  --prepare) prepare ;;
  *) start "$@" ;;
esac
