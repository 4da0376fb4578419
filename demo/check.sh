#!/usr/bin/env bash
# Format and tests of the demo's workloads, in each of their languages.
#   check.sh [REPORT.xml]    writes JUnit reports: REPORT-go.xml, REPORT-node.xml, REPORT-python.xml
set -uo pipefail
report=${1:-$(mktemp -d)/demo.xml}
report=$(realpath -m "${report%.xml}")
cd "$(dirname "$0")"
failed=0

unformatted=$(gofmt -l .)
[[ -z $unformatted ]] || { printf 'not in format (make format): %s\n' "$unformatted"; failed=1; }
go vet ./... || failed=1
demo=$PWD
go -C ../node-agent/native tool gotestsum --junitfile "$report-go.xml" --format pkgname \
  --raw-command -- go -C "$demo" test -json -count=1 ./... || failed=1

node --test --test-reporter=spec --test-reporter-destination=stdout \
  --test-reporter=junit --test-reporter-destination="$report-node.xml" node-report || failed=1

# unittest writes no report; its verbose lines "name (class) ... outcome" say all that one needs.
lines=$(mktemp)
for folder in . biggest-numbers; do
  python3 -m unittest discover -v -s "$folder" -p 'test_*.py' 2>&1 | tee -a "$lines"
  ((PIPESTATUS[0] == 0)) || failed=1
done
awk '
  BEGIN { print "<testsuite name=\"demo\">" }
  match($0, /^[a-zA-Z_0-9]+ \([^)]*\)/) { split(substr($0, RSTART, RLENGTH), part, /[ ()]+/); name = part[1]; class = part[2] }
  / \.\.\. |^(ok|FAIL|ERROR)$/ {
    outcome = $0; sub(/.* \.\.\. /, "", outcome)
    body = outcome ~ /^(FAIL|ERROR)/ ? "<failure/>" : outcome ~ /^skipped/ ? "<skipped/>" : ""
    if (outcome ~ /^(ok|FAIL|ERROR|skipped)/) printf "<testcase classname=\"%s\" name=\"%s\">%s</testcase>\n", class, name, body
  }
  END { print "</testsuite>" }
' "$lines" >"$report-python.xml"
rm -f "$lines"
exit $failed
