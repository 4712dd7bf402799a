#!/usr/bin/env bash
# The app of cdk.json. Nothing but the app's own words goes to standard output.
set -euo pipefail
cd "$(dirname "$0")/.."
source test/built.sh
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -classpath "$class_path" \
  io.github.cdknat.example.ExampleApp
