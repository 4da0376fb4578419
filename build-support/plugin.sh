#!/usr/bin/env bash
# Makes the kubectl plugin's archive: a Java runtime with the program in it, the launcher, and a cache that makes it
# start fast; and beside it the manifest for krew.
#   plugin.sh [URI]    where the archive will be downloaded from (default: this file)
# kubectl-plugin/ has to be built (make plugin does). Prints sizes and start-up times.
set -euo pipefail
cd "$(dirname "$0")/.."

jdk=$(build-support/find-jdk.sh)
module=kubectl-plugin
name=kubectl-podflame
dist=$PWD/dist
archive=$dist/$name-linux-amd64.tar.gz
uri=${1:-file://$archive}
version=$(sed -nE '/<artifactId>podflame<\/artifactId>/,/<\/version>/ s/.*<version>(.*)<\/version>.*/\1/p' "$module/pom.xml")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/$name

fail() { printf 'plugin.sh: %s\n' "$*" >&2; exit 1; }

make_module() { # the program's jar as a module of that version
  cp "$module/target/podflame-kubectl-plugin.jar" "$work/program.jar"
  "$jdk/bin/javac" --module-path "$module/target/lib" --patch-module "dev.podflame.kubectl=$work/program.jar" \
    --module-version "$version" -d "$work/module" "$module/archive/module-info.java"
  "$jdk/bin/jar" --update --file "$work/program.jar" -C "$work/module" module-info.class
}

make_tree() { # what will be installed
  mkdir -p "$tree" "$dist"
  "$jdk/bin/jlink" --module-path "$work/program.jar:$module/target/lib" --add-modules dev.podflame.kubectl \
    --strip-debug --no-header-files --no-man-pages --output "$tree/runtime"
  cp "$module/bin/$name" LICENSE NOTICE "$tree/"
  cp "$module/src/main/resources/dev/podflame/kubectl/completion/kubectl" "$tree/kubectl_complete-podflame"
  chmod +x "$tree/$name" "$tree/kubectl_complete-podflame"
}

train() { # a whole run against a stand-in for the cluster tells Java what to keep in the cache
  "$jdk/bin/java" "-Dpodflame.plugin=$tree/$name" \
    -cp "$module/target/test-classes:$module/target/classes:$module/target/lib/*" \
    dev.podflame.kubectl.Training "$tree/podflame.aot"
}

pack() {
  tar --create --gzip --owner=0 --group=0 --sort=name --directory "$work" --file "$archive" "$name"
  local sum
  sum=$(sha256sum "$archive" | cut -d ' ' -f 1)
  sed -e "s|@VERSION@|$version|" -e "s|@URI@|$uri|" -e "s|@SHA256@|$sum|" "$module/krew.yaml.template" >"$dist/podflame.yaml"
}

median_millis() { # median_millis COMMAND…: of eleven runs
  local i from
  for ((i = 0; i < 11; i++)); do
    from=${EPOCHREALTIME/[.,]/}
    "$@" >/dev/null
    echo $(((${EPOCHREALTIME/[.,]/} - from) / 1000))
  done | sort -n | sed -n 6p
}

measure() { # an installed archive, unpacked elsewhere as users do
  local installed=$work/installed with without
  mkdir "$installed"
  tar --extract --touch --gzip --directory "$installed" --file "$archive"
  with=$(median_millis "$installed/$name/$name" version)
  mv "$installed/$name/podflame.aot" "$installed/unused.aot"
  without=$(median_millis "$installed/$name/$name" version)
  printf '%s\n' "$archive: $(du -h "$archive" | cut -f 1), unpacked $(du -sh "$tree" | cut -f 1)" \
    "kubectl podflame version: $with ms, without the cache $without ms (median of 11)"
}

[[ $(uname -sm) == "Linux x86_64" ]] || fail "this machine can't make a runtime for linux-amd64: $(uname -sm)"
[[ -r $module/target/podflame-kubectl-plugin.jar ]] || fail "$module isn't built: make plugin builds it"
make_module
make_tree
train
pack
measure
