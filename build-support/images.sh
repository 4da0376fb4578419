#!/usr/bin/env bash
# Builds the container images with Docker from what `make build` has made, and prints their sizes.
#   images.sh [operator|collector|node-agent]…     default: all three
# Environment: IMAGE_REGISTRY  what stands before podflame/…, such as ghcr.io (default: nothing)
#              IMAGE_TAG       default: the version in pom.xml
#              BASE            the base image (default: debian:bookworm-slim, or a stand-in where it can't be pulled)
set -euo pipefail
cd "$(dirname "$0")/.."

readonly DEFAULT_BASE=debian:bookworm-slim
readonly STAND_IN=podflame/base-stand-in:bookworm
readonly STAGE=$PWD/build/images
# What reflection, TLS and service loaders need beyond what jdeps sees.
readonly HIDDEN_MODULES=java.naming,jdk.crypto.ec,jdk.management,jdk.zipfs

say() { echo "images: $*"; }
fail() {
  echo "images: $1" >&2
  echo "  cure: $2" >&2
  exit 1
}

version() { sed -nE '0,/<version>/ s|.*<version>([^<]+)</version>.*|\1|p' pom.xml | sed 's/-SNAPSHOT$//'; }

# The base image's name on standard output.
base_image() {
  local base=${BASE:-$DEFAULT_BASE}
  if docker image inspect "$base" >/dev/null 2>&1 || timeout 120 docker pull --quiet "$base" >/dev/null 2>&1; then
    echo "$base"
  elif [[ -n ${BASE:-} ]]; then
    fail "the base image $BASE can't be pulled" "check its name and the network, or leave BASE out"
  else
    docker image inspect "$STAND_IN" >/dev/null 2>&1 || make_stand_in
    say "$DEFAULT_BASE can't be pulled; using $STAND_IN, which debootstrap made from Debian's packages" >&2
    echo "$STAND_IN"
  fi
}

# A tree of Debian 12's smallest set of packages, for machines that reach a Debian mirror but no image registry.
make_stand_in() {
  [[ $(id -u) == 0 ]] || fail "$DEFAULT_BASE can't be pulled" "run this as root, to make a stand-in by debootstrap"
  if ! command -v debootstrap >/dev/null; then
    apt-get install -y --no-install-recommends debootstrap >/dev/null 2>&1 \
      || fail "$DEFAULT_BASE can't be pulled, and debootstrap for a stand-in can't be installed" \
        "docker pull $DEFAULT_BASE, or docker load it from a file"
  fi
  say "$DEFAULT_BASE can't be pulled; making a stand-in by debootstrap (a minute, once)" >&2
  local tree
  tree=$(mktemp -d)
  if ! debootstrap --variant=minbase bookworm "$tree" $(debian_mirror) >"$STAGE/debootstrap.log" 2>&1; then
    rm -rf "$tree"
    fail "debootstrap failed (log: build/images/debootstrap.log)" "docker pull $DEFAULT_BASE"
  fi
  # As the slim image: no package lists, no documentation.
  rm -rf "$tree"/var/cache/apt/* "$tree"/var/lib/apt/lists/* "$tree"/var/log/* \
    "$tree"/usr/share/{doc,info,locale,man}/*
  tar -C "$tree" -c . | docker import - "$STAND_IN" >/dev/null
  rm -rf "$tree"
}

# The mirror that this machine's apt uses; nothing where there is none, and debootstrap takes its own default.
debian_mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null \
    | grep -oE 'https?://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' '
}

# Class files of programs and libraries in one folder: jdeps refuses jars whose module descriptors name absent modules.
unpack_classes() { # unpack_classes FOLDER JAR…
  python3 - "$@" <<'PYTHON'
import sys, zipfile
for jar in sys.argv[2:]:
    with zipfile.ZipFile(jar) as archive:
        archive.extractall(sys.argv[1], [name for name in archive.namelist()
            if name.endswith(".class") and not name.startswith("META-INF/") and name != "module-info.class"])
PYTHON
}

# One Java runtime for all components, so that their images share its layer. Made anew when the JDK or a jar changes.
java_runtime() {
  local jars stamp modules classes
  mapfile -t jars < <(find "$PWD"/{operator,collector,node-agent,embedded-clickhouse,charts}/target -name '*.jar' \
    \( -path '*/target/lib/*' -o -path '*/target/podflame-*' \) 2>/dev/null | sort)
  stamp=$( (cat "$java_home/release"; sed -n '/^java_runtime/,/^}/p' build-support/images.sh; sha256sum "${jars[@]}") | sha256sum)
  [[ $(cat "$STAGE/java.stamp" 2>/dev/null) != "$stamp" ]] || return 0
  classes=$(mktemp -d)
  unpack_classes "$classes" "${jars[@]}"
  modules=$("$java_home/bin/jdeps" --ignore-missing-deps --print-module-deps "$classes"),$HIDDEN_MODULES
  rm -rf "$classes"
  if [[ $(cat "$STAGE/java/podflame-modules" 2>/dev/null) != "$(cat "$java_home/release") $modules" ]]; then
    say "linking a Java runtime of $modules"
    rm -rf "$STAGE/java"
    "$java_home/bin/jlink" --add-modules "$modules" --output "$STAGE/java" --strip-debug --no-header-files --no-man-pages \
      --compress zip-6 --generate-cds-archive >/dev/null
    # Only for what the images run with: small heaps, compact object headers.
    "$STAGE/java/bin/java" -XX:+UseCompactObjectHeaders -Xshare:dump >/dev/null
    rm -f "$STAGE"/java/lib/server/classes{,_nocoops}.jsa
    echo "$(cat "$java_home/release") $modules" >"$STAGE/java/podflame-modules"
  fi
  echo "$stamp" >"$STAGE/java.stamp"
}

link() { cp -lR "$@" 2>/dev/null || cp -R "$@"; }

# Jar and libraries of a module into a folder.
stage_program() { # stage_program MODULE FOLDER
  mkdir -p "$2"
  link "$1/target/podflame-$1.jar" "$1/target/lib" "$2"
}

# What a component's image needs of the build.
needs() { # needs COMPONENT
  echo "$1/target/podflame-$1.jar" "$1/target/lib"
  case $1 in
    operator) echo charts/target/podflame-check.jar ;;
    collector) echo embedded-clickhouse/target/podflame-embedded-clickhouse.jar embedded-clickhouse/target/lib ;;
    node-agent) echo node-agent/native/bin/.stamp node-agent/native/bin/LICENSES ;;
  esac
}

stage_operator() {
  link charts/target/podflame-check.jar "$1"
}

stage_collector() {
  stage_program embedded-clickhouse "$1/embedded-clickhouse"
  link "$(embedded-clickhouse/fetch-libchdb.sh)" "$1/libchdb.so"
}

stage_node-agent() {
  mkdir -p "$1/native"
  link node-agent/native/bin/{ebpf-profiler,podflame-launch,podflame-demangle} "$1/native"
  link node-agent/native/bin/LICENSES "$1/licenses/native"
}

build() { # build COMPONENT BASE
  local component=$1 base=$2 context=$STAGE/$1 image
  image=${IMAGE_REGISTRY:+${IMAGE_REGISTRY%/}/}podflame/$component:${IMAGE_TAG:-$(version)}
  rm -rf "$context"
  mkdir -p "$context/licenses"
  link "$STAGE/java" "$context/java"
  link LICENSE NOTICE "$context/licenses"
  stage_program "$component" "$context"
  "stage_$component" "$context"
  # The classic builder is in every engine; BuildKit needs a plug-in of the client. It checks contents, not times.
  if ! DOCKER_BUILDKIT=0 docker build --quiet --file "$component/Dockerfile" --tag "$image" --build-arg "BASE=$base" \
    --label "org.opencontainers.image.version=${IMAGE_TAG:-$(version)}" "$context" >"$STAGE/$component.log" 2>&1; then
    tail -n 20 "$STAGE/$component.log" >&2
    fail "docker build of $image failed" "see build/images/$component.log"
  fi
  sizes "$image"
}

# The image's size, and which layers make it: those of a megabyte and more.
sizes() { # sizes IMAGE
  docker image inspect --format '{{.Size}}' "$1" | awk -v image="$1" '{ printf "%-40s %5d MB\n", image, $1 / 1000000 }'
  docker history --no-trunc --human=false --format '{{.Size}}\t{{.CreatedBy}}' "$1" | awk -F '\t' '$1 >= 1000000 {
    what = "base"
    if (match($2, / in [^ ]+/)) what = substr($2, RSTART + 4, RLENGTH - 4)
    printf "    %-36s %5d MB\n", what, $1 / 1000000 }'
}

components=("$@")
((${#components[@]})) || components=(operator collector node-agent)
for component in "${components[@]}"; do
  [[ -f $component/Dockerfile ]] || fail "there is no image of \"$component\"" "name operator, collector or node-agent"
  for file in $(needs "$component"); do
    [[ -e $file ]] || fail "$file isn't there" "run: make build"
  done
done
docker version >/dev/null 2>&1 || fail "no Docker engine answers" "start Docker, or set DOCKER_HOST"

java_home=$(build-support/find-jdk.sh)
mkdir -p "$STAGE"
java_runtime
base=$(base_image)
for component in "${components[@]}"; do
  build "$component" "$base"
done
