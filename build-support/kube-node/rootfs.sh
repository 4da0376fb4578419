# shellcheck shell=bash disable=SC2154
# Gathers programs of this machine in a folder that becomes an image: source it, set `root`, and add files.

# add FILE: the file under its own path, the file that it is a link to, and the libraries that it loads.
add() {
  local path=$1 real library
  real=$(readlink -f "$path")
  place "$real" "$real"
  path=$(readlink -f "$(dirname "$path")")/$(basename "$path")
  [[ $path == "$real" ]] || { mkdir -p "$root$(dirname "$path")"; ln -sf "$real" "$root$path"; }
  for library in $(ldd "$real" 2>/dev/null | grep -oE '/[^ ]+' || true); do
    place "$library" "$(readlink -f "$(dirname "$library")")/$(basename "$library")"
  done
}

add_program() { # add_program NAME: what the shell would call by that name
  local path
  path=$(type -P "$1") || { echo "podflame: $1 is missing" >&2; exit 1; }
  add "$path"
}

place() { # place FILE PATH
  [[ -e $root$2 ]] || install -D "$1" "$root$2"
}

make_folders() { # the usual ones, bin and lib being links as on every Linux of today
  local folder
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$root"/{etc,proc,sys,dev,run,root,var/lib,var/log}
  mkdir -m 1777 "$root/tmp"
  for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
  ln -s /run "$root/var/run"
}
