#!/usr/bin/env bash
# Format, vet and tests of the Go module.
#   check.sh [REPORT.xml]    also writes a JUnit report
set -euo pipefail
report=${1:-}
cd "$(dirname "$0")"
unformatted=$(gofmt -l cmd)
[[ -z $unformatted ]] || { printf 'not in format (make format): %s\n' "$unformatted"; exit 1; }
go vet ./cmd/...
go tool gotestsum ${report:+--junitfile "$report"} --format pkgname -- -count=1 ./cmd/...
