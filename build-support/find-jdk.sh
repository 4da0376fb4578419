#!/usr/bin/env bash
# Prints the home of a JDK 25 or newer: JAVA_HOME if it is one, else the newest installed. Exit 1 with the cure if none.
set -euo pipefail

wanted=25

major() { # the major version that a JDK's release file states, 0 if it isn't a JDK
  [[ -x $1/bin/javac && -r $1/release ]] || { echo 0; return; }
  sed -nE 's/^JAVA_VERSION="([0-9]+).*/\1/p' "$1/release" | grep . || echo 0
}

if [[ -n ${JAVA_HOME:-} && $(major "$JAVA_HOME") -ge $wanted ]]; then
  echo "$JAVA_HOME"
  exit
fi

best='' best_major=0
for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
  found=$(major "$home")
  if ((found >= wanted && found > best_major)); then
    best=$home best_major=$found
  fi
done
if [[ -n $best ]]; then
  echo "$best"
  exit
fi

cat >&2 <<TEXT
podflame: no JDK $wanted or newer found (looked at JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks).
  Debian 13 / Ubuntu 25.10 and newer:  apt-get install openjdk-25-jdk-headless
  elsewhere:                           Temurin 25 from adoptium.net, or: sdk install java 25-tem
  Then set JAVA_HOME if it lies in another folder.
TEXT
exit 1
