#!/usr/bin/env bash
# Makes the image of the workloads that the cluster tests profile: the demo's services, with the Python, Node and Java
# of this machine. Needs no registry. Does nothing when the image is there and was made from the same parts.
#   build.sh [NAME]    default podflame/workloads:test
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$here/../..
image=${1:-podflame/workloads:test}
label=dev.podflame.test-cluster.parts
parts=$({
  cat "$here"/* "$checkout/build-support/kube-node/rootfs.sh" "$checkout/demo/run-services.sh"
  find "$checkout"/demo/{biggest-numbers,c-mandel,go-checksum,java-prices,load,node-report} -type f -print0 | sort -z \
    | xargs -0 cat
  "$checkout/build-support/find-jdk.sh"
  python3 --version
  node --version
} | sha256sum | cut -c 1-16)
if [[ $(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$image" 2>/dev/null) == "$parts" ]]; then
  echo "$image"
  exit
fi

work=$(mktemp -d)
root=$work/root
trap 'rm -rf "$work"' EXIT
# shellcheck source=SCRIPTDIR/../../build-support/kube-node/rootfs.sh
source "$checkout/build-support/kube-node/rootfs.sh"

# The demo's own build, so that the tests see what the tour shows.
build_services() {
  "$checkout/demo/run-services.sh" build "$work/demo" >&2
  install -D -t "$root/srv" "$work"/demo/bin/{mandel,checksum,load}
  install -m 644 -t "$root/srv" "$work/demo/bin/prices.jar" "$checkout/demo/node-report/report.js" "$here/burn.py"
  install -m 644 -D -t "$root/srv/biggest-numbers" "$checkout"/demo/biggest-numbers/{app,biggest_numbers}.py
  install "$here/run-workload" "$root/usr/bin/run-workload"
  for program in mandel checksum load; do # only for their libraries
    for library in $(ldd "$root/srv/$program" 2>/dev/null | grep -oE '/[^ ]+' || true); do add "$library"; done
  done
}

# add_python PYTHON: the interpreter, the standard library and what the demo's environment has installed.
add_python() {
  local interpreter standard packages extension
  { read -r interpreter; read -r standard; read -r packages; } < <("$1" -c '
import sys, sysconfig
print(getattr(sys, "_base_executable", sys.executable))
print(sysconfig.get_paths()["stdlib"])
print(sysconfig.get_paths()["purelib"])')
  add "$interpreter"
  ln -sf "$(readlink -f "$interpreter")" "$root/usr/bin/python3"
  mkdir -p "$root$standard" "$root/srv/python"
  tar --directory "$standard" --exclude=./test --exclude=./site-packages --exclude=./dist-packages \
    --exclude=./ensurepip --exclude=./idlelib --exclude=./config-* --exclude=__pycache__ --create . \
    | tar --directory "$root$standard" --extract
  cp -r "$packages"/. "$root/srv/python"
  rm -rf "$root"/srv/python/{pip,setuptools}
  for extension in "$standard"/lib-dynload/*.so; do add "$extension"; done
}

add_java() {
  local jdk library
  jdk=$("$checkout/build-support/find-jdk.sh")
  "$jdk/bin/jlink" --add-modules java.base,jdk.httpserver --strip-debug --no-header-files --no-man-pages \
    --output "$root/opt/java"
  for library in libnet.so libnio.so server/libjvm.so; do add_libraries "$root/opt/java/lib/$library"; done
  add_libraries "$root/opt/java/bin/java"
  # Empty since glibc 2.34, but there wherever glibc is, and what a profiler's library asks for.
  for library in libdl.so.2 libpthread.so.0 librt.so.1; do add "/lib/$(uname -m)-linux-gnu/$library"; done
}

add_libraries() { # add_libraries FILE: what it loads from the machine, not the file
  local library
  for library in $(ldd "$1" 2>/dev/null | grep -oE '/[^ ]+' | grep -v "^$root" || true); do add "$library"; done
}

make_folders
for program in sh sleep kill; do add_program "$program"; done
build_services
add_python "$(<"$work/demo/run/python")"
add_program node
[[ ! -d /usr/share/nodejs ]] || cp -r --parents /usr/share/nodejs "$root" # Debian's node reads its own parts there
add_java
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >"$root/etc/passwd"
chmod 755 "$root" "$root/root"
tar --directory "$root" --owner 0 --group 0 --create . | docker import \
  --change 'ENTRYPOINT ["/usr/bin/run-workload"]' --change 'ENV PYTHONPATH=/srv/python PYTHONDONTWRITEBYTECODE=1' \
  --change "LABEL $label=$parts" \
  - "$image" >/dev/null
echo "$image"
