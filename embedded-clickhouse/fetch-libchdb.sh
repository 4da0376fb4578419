#!/usr/bin/env bash
# Fetches libchdb (ClickHouse's engine as a library) from its npm package into a cache outside the checkout, and prints
# the library's path on standard output. Progress and errors go to standard error. Safe to run twice at once.
set -euo pipefail

readonly VERSION=26.7.3-stable.1
readonly CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/podflame/libchdb"
readonly LIBRARY="$CACHE/$VERSION/libchdb.so"

say() { echo "fetch-libchdb: $*" >&2; }

fail() {
    say "$1"
    say "  cure: $2"
    exit 1
}

case "${1:-}" in
    "") ;;
    -h | --help)
        echo "usage: fetch-libchdb.sh"
        echo "Fetches libchdb $VERSION to $CACHE and prints its path."
        exit 0
        ;;
    *) fail "unknown argument $1" "run it without arguments" ;;
esac

# What is pinned: the package, the sha512 of its archive, and the sizes in bytes of the archive and of the library.
case "$(uname -s)-$(uname -m)" in
    Linux-x86_64)
        readonly PACKAGE=@chdb/lib-linux-x64-gnu
        readonly SHA512=5cff7b98caa7739b59a4a432c11f0dedc2d3b073624e61ebdf4a42e66ce8de35a6ba48ca9f62016bad1cd81fe059435cb858ce3235a8a2b408082a81563e70a7
        readonly ARCHIVE_BYTES=177817999
        readonly LIBRARY_BYTES=566330096
        ;;
    *)
        fail "there is no libchdb $VERSION pinned for $(uname -s) on $(uname -m)" \
            "use x86_64 Linux, or a ClickHouse server of your own instead of the embedded one"
        ;;
esac

bytes_of() { stat -c %s "$1" 2>/dev/null || echo 0; }

if [ "$(bytes_of "$LIBRARY")" = "$LIBRARY_BYTES" ]; then
    echo "$LIBRARY"
    exit 0
fi

for tool in npm sha512sum tar flock; do
    command -v "$tool" >/dev/null || fail "$tool is not installed" "install it (npm comes with Node.js)"
done
mkdir -p "$CACHE/$VERSION" 2>/dev/null \
    || fail "cannot create $CACHE/$VERSION" "make it writable, or set XDG_CACHE_HOME to another folder"

# One at a time; whoever waited finds the library there.
exec 9>"$CACHE/lock"
if ! flock --nonblock 9; then
    say "another fetch is running, waiting for it"
    flock 9
fi
if [ "$(bytes_of "$LIBRARY")" = "$LIBRARY_BYTES" ]; then
    echo "$LIBRARY"
    exit 0
fi

# What a killed fetch left behind.
rm -rf "$CACHE"/.fetch.*

# npm holds the archive once in its cache and once as a file before the library is unpacked.
needed_kib=$(((2 * ARCHIVE_BYTES + LIBRARY_BYTES) / 1024))
free_kib=$(df -Pk "$CACHE" | awk 'NR == 2 { print $4 }')
[ "$free_kib" -gt "$needed_kib" ] \
    || fail "$((needed_kib / 1024)) MiB are needed in $CACHE, $((free_kib / 1024)) MiB are free" \
        "free some space, or set XDG_CACHE_HOME to a folder on another disk"

work=$(mktemp -d "$CACHE/.fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# npm shows no progress of its own, so what has arrived in its cache is measured: each second in a terminal, else at
# every tenth.
watch_progress() {
    local shown=-1 now percent
    while kill -0 "$1" 2>/dev/null; do
        now=$(du -sb "$work/npm" 2>/dev/null | cut -f1 || true)
        percent=$((${now:-0} * 100 / ARCHIVE_BYTES))
        [ "$percent" -le 100 ] || percent=100
        if [ -t 2 ]; then
            printf '\rfetch-libchdb: %3d %% of %d MB' "$percent" $((ARCHIVE_BYTES / 1000000)) >&2
        elif [ $((percent / 10)) -gt "$shown" ]; then
            shown=$((percent / 10))
            say "$percent % of $((ARCHIVE_BYTES / 1000000)) MB"
        fi
        sleep 1
    done
    [ ! -t 2 ] || echo >&2
}

say "getting $PACKAGE@$VERSION"
(cd "$work" && exec npm pack --loglevel error --cache "$work/npm" --fetch-retries 2 --fetch-retry-mintimeout 1000 \
    --fetch-retry-maxtimeout 5000 "$PACKAGE@$VERSION" >"$work/name" 2>"$work/errors" 9>&-) &
npm_pid=$!
watch_progress "$npm_pid"
if ! wait "$npm_pid"; then
    tail -n 5 "$work/errors" >&2
    fail "npm could not get $PACKAGE@$VERSION" \
        "check the network, the proxy and 'npm config get registry'; or put the library at $LIBRARY yourself"
fi

archive="$work/$(tail -n 1 "$work/name")"
echo "$SHA512  $archive" | sha512sum --check --status \
    || fail "$PACKAGE@$VERSION is not the pinned archive (sha512 differs)" \
        "check what 'npm config get registry' points to; don't use this file"
rm -rf "$work/npm"
say "unpacking"
tar -xzf "$archive" -C "$work" package/libchdb.so \
    || fail "the archive could not be unpacked to $CACHE" "free some space and run this again"
mv "$work/package/libchdb.so" "$LIBRARY"
echo "$LIBRARY"
