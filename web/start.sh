#!/usr/bin/env bash
# Starts the built board, soon and small. What it is started with stands here and nowhere else.
#
#   web/start.sh [JVM OPTION ...]  becomes the board; given options count more than those here
#   web/start.sh --prepare         makes the archive that the next start is quicker with
#
# The archive is what Java keeps of a start that it has seen: parsed classes before Java 25, from then
# on also linked ones and what the compilers learned (an AOT cache). It is in the folder of the build,
# so it goes with the build; it is named after the Java that made it and after its own content.
set -euo pipefail

app=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/target/quarkus-app
java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
archives=$app/start
made_by=$archives/$(printf '%s %s' "$(readlink -f "$java")" "$(stat -Lc %Y "$java")" | cksum | tr ' ' -)
rehearsal_seconds=300

# A collector of one thread and a heap that begins small: what rests takes little memory.
small=(-Xms32m -Xmx512m -XX:+ExitOnOutOfMemoryError)
collector=(-XX:+UseSerialGC)
# Gives back what the C library keeps in vain. Not every Java 17 knows it; a rehearsal finds out.
trim=-XX:TrimNativeHeapInterval=5000

# The archive of this Java, if there is one, whole. Java itself refuses one that does not fit, but
# crashes on some that are damaged.
archive() {
  local found
  for found in "$made_by".*.jsa "$made_by".*.aot; do
    [[ -f $found && $found == *."$(cksum <"$found" | tr ' ' -)".* ]] || continue
    printf '%s\n' "$found"
    return
  done
}

# What makes Java take an archive, and say nothing when it does not.
taking() {
  case $1 in
    *.jsa) printf '%s\n' "-XX:SharedArchiveFile=$1" '-Xlog:cds*=off' ;;
    *.aot) printf '%s\n' "-XX:AOTCache=$1" '-Xlog:cds*=off' '-Xlog:aot*=off' ;;
  esac
}

start() {
  local found=() known=() given=" $* ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-} "
  # Whoever chooses a collector or an archive has chosen.
  [[ $given != *" -XX:+Use"*GC* ]] || collector=()
  if [[ $given != *" -XX:"*Archive* && $given != *" -XX:AOT"* && $given != *" -Xshare"* ]]; then
    mapfile -t found < <(taking "$(archive)")
    ((${#found[@]})) || prepare_meanwhile
  fi
  [[ ! -f $made_by.options ]] || mapfile -t known <"$made_by.options"
  exec "$java" "${small[@]}" "${known[@]}" "${collector[@]}" "${found[@]}" "$@" -jar "$app/quarkus-run.jar"
}

# At a low priority, in a session of its own: neither Ctrl-C nor the board's end is its business.
prepare_meanwhile() {
  command -v setsid >/dev/null || return 0
  (setsid nice -n 10 "${BASH_SOURCE[0]}" --prepare </dev/null >/dev/null 2>&1 &)
}

prepare() {
  [[ -z $(archive) ]] || return 0
  mkdir -p "$archives" && exec 9>"$archives/lock" || return 0
  # Held as long as anything is at it.
  flock -n 9 || return 0
  rm -rf "$archives"/making.*
  making=$archives/making.$$
  trap 'rm -rf "$making"' EXIT
  mkdir "$making" && probe && rehearse && keep || return 0
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
  env -i "${tether[@]}" timeout -s KILL "$rehearsal_seconds" "${tether[@]}" \
    "$java" "${small[@]}" "${collector[@]}" "${recording[@]/%/$made}" \
    -Dimprimatur.data="$making/data" -Dimprimatur.host=localhost -Dimprimatur.port=0 \
    -Dimprimatur.management.port=0 -Dimprimatur.oidc.issuer=http://localhost:1 \
    -jar "$app/quarkus-run.jar" >"$making/log" 2>&1 &
  rehearsal=$!
  port=$(port_of "$rehearsal") && visit "$port" && seen=yes
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

# On the disk first, in its place then.
keep() {
  [[ -s $made ]] || return 1
  sync "$made"
  mv "$made" "$made_by.$(cksum <"$made" | tr ' ' -).${made##*.}"
}

case ${1:-} in
  --prepare) prepare ;;
  *) start "$@" ;;
esac
