#!/usr/bin/env bash
# Adds up the JUnit reports of all runners, by kind, and says why tests were skipped. The last line is the verdict.
#   count-tests.sh ROOT     exit 1 when a test failed or when there is no report at all
set -euo pipefail
cd "${1:?folder of the checkout}"

reports() { find . -path ./ui/node_modules -prune -o \( "$@" \) -print 2>/dev/null | sort; }

java=$(reports -path '*/target/surefire-reports/TEST-*.xml' -o -path '*/target/failsafe-reports/TEST-*.xml')
other=$(reports -path './build/test-results/*.xml')
[[ -n $java$other ]] || { echo "no test report found"; exit 1; }

# One line per test case: KIND OUTCOME NAME REASON. A <testcase> ends at "/>" or "</testcase>".
# shellcheck disable=SC2086
awk '
  function attribute(text, name,   m) {
    return match(text, " " name "=\"[^\"]*\"") ? substr(text, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
  }
  function kind(file, class) {
    if (file ~ /build\/test-results\/browser/) return "browser"
    if (file ~ /build\/test-results\/ui/) return "page"
    if (file ~ /build\/test-results\/go/) return "native"
    if (file ~ /build\/test-results\/demo/) return "demo"
    if (class ~ /\.e2e\.cluster\./) return "cluster"
    if (class ~ /E2E$/) return "end-to-end"
    if (class ~ /IT$/) return "integration"
    return "unit"
  }
  function close_case() {
    if (name != "") { count[k "|" outcome]++; kinds[k] = 1; if (outcome == "skipped") why[reason != "" ? reason : name]++ }
    name = ""
  }
  BEGIN { RS = "<" }
  /^testcase[ \t\r\n]/ {
    close_case()
    class = attribute($0, "classname"); name = attribute($0, "name"); if (name == "") name = "?"
    k = kind(FILENAME, class); outcome = "passed"; reason = ""
    if ($0 ~ /\/>[ \t\r\n]*$/) close_case()
  }
  /^skipped/ { outcome = "skipped"; reason = attribute($0, "message") }
  /^(failure|error)[ \t\r\n>\/]/ { outcome = "failed"; said = attribute($0, "message"); gsub(/&#10;|[\n\r]/, " ", said)
    failed[++f] = class "." name (said != "" ? ": " substr(said, 1, 300) : "") }
  /^\/testcase>/ { close_case() }
  END {
    close_case()
    printf "\n%-12s %7s %7s %7s\n", "tests", "passed", "failed", "skipped"
    n = split("unit integration end-to-end cluster native page browser demo", order, " ")
    for (i = 1; i <= n; i++) if (order[i] in kinds) {
      o = order[i]; p = count[o "|passed"] + 0; x = count[o "|failed"] + 0; s = count[o "|skipped"] + 0
      printf "%-12s %7d %7d %7d\n", o, p, x, s; P += p; F += x; S += s
    }
    for (r in why) printf "skipped %d: %s\n", why[r], r
    for (i = 1; i <= f; i++) print "failed: " failed[i]
    printf "%d passed, %d failed, %d skipped\n", P, F, S
    exit F > 0 || P == 0
  }
' $java $other
