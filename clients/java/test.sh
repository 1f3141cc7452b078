#!/bin/sh
# Builds the client, and tries it at a real server: FOOTLIGHT_SERVER, FOOTLIGHT_KEY with the scopes shows:write and live, and
# FOOTLIGHT_CHANNEL say at which.
#   test.sh openapi.json
set -eu
"$(dirname "$0")/build.sh" "$1"
cd "$(dirname "$0")"
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
mkdir -p target/test
"${bin}javac" --release 17 -cp target/footlight-client.jar -d target/test test/*.java
exec "${bin}java" -ea -cp target/footlight-client.jar:target/test ClientTest
