#!/bin/sh
# Makes target/footlight-client.jar from an API document: that of your own server, at /api/v1/openapi.json. Needs a JDK, 17
# or newer, and nothing else.
#   build.sh openapi.json
set -eu
document=$(readlink -f "$1")
cd "$(dirname "$0")"
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
rm -rf target
mkdir -p target/generator target/generated target/classes
"${bin}javac" --release 17 -d target/generator src/footlight/client/Json.java src/footlight/client/Fields.java generator/*.java
"${bin}java" -cp target/generator Generate "$document" target/generated
"${bin}javac" --release 17 -Xlint:all -Werror -d target/classes src/footlight/client/*.java target/generated/footlight/client/*.java
"${bin}jar" --create --file target/footlight-client.jar -C target/classes .
