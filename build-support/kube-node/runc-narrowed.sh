#!/usr/bin/env bash
# runc for machines whose root lacks CAP_SYS_RESOURCE: nobody can hand on what he hasn't got, so `--privileged` would
# fail. This takes the capability out of what the engine asks for and puts in three that old engines don't know by name
# (PERFMON, BPF, CHECKPOINT_RESTORE). Negative OOM scores need it too.
set -euo pipefail

narrow() { # narrow FILE: the bundle's config.json, or the description of a process for `exec`
  sed -i -E 's/"CAP_SYS_RESOURCE"/"CAP_PERFMON","CAP_BPF","CAP_CHECKPOINT_RESTORE"/g
    s/"oomScoreAdj":-[0-9]+/"oomScoreAdj":0/' "$1"
}

before=
for argument in "$@"; do
  case $before in
    --bundle | -b) [[ ! -f $argument/config.json ]] || narrow "$argument/config.json" ;;
    --process | -p) [[ ! -f $argument ]] || narrow "$argument" ;;
  esac
  before=$argument
done
exec runc "$@"
