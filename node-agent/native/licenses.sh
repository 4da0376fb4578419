#!/bin/sh
# licenses.sh FOLDER PACKAGE… collects in FOLDER the licence texts of every module
# that is linked into the packages' binaries, of Go itself, and the sources of the
# eBPF programs: those are GPL-2.0 and are inside the engine as object code, so
# whoever gets the binary gets their source with it.
set -eu
folder=$1
shift

rm -rf "$folder"
mkdir -p "$folder"

# Copies the licence and notice files of the folder $1 to $folder/$2.
texts() {
	found=$(find "$1" -maxdepth 1 -type f \( -iname 'licen[cs]e*' -o -iname 'notice*' -o -iname 'copying*' -o -iname 'patents*' \))
	if [ -z "$found" ]; then
		echo "licenses.sh: no licence text in $2" >&2
		exit 1
	fi
	mkdir -p "$folder/$2"
	echo "$found" | while read -r file; do cp "$file" "$folder/$2/"; done
}

# One line a module: its path and where its files are. The main module, ours,
# has no version.
modules=$(go list -deps -f '{{with .Module}}{{if .Version}}{{.Path}} {{.Dir}}{{end}}{{end}}' "$@" | sort -u)
echo "$modules" | while read -r module files; do
	texts "$files" "$module"
	if [ "$module" = go.opentelemetry.io/ebpf-profiler ]; then
		mkdir -p "$folder/ebpf-programs"
		cp "$files"/support/ebpf/*.c "$files"/support/ebpf/*.h "$files/support/ebpf/LICENSE" \
			"$files/support/ebpf/Makefile" "$folder/ebpf-programs/"
	fi
done
# Distributions keep Go's own licence elsewhere.
if [ -f "$(go env GOROOT)/LICENSE" ]; then
	texts "$(go env GOROOT)" go
fi

# Files of the module cache are read-only, which would stop the next run.
chmod -R u+w "$folder"
