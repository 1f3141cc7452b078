#!/usr/bin/env bash
# Builds the pages, each step only when what it depends on has changed. Maven calls it; so may you.
#   build.sh         -> dist/ and target/classes/web/
#   build.sh test    -> the same, then lint, types, unit tests and budget
set -euo pipefail
cd "$(dirname "$0")"

command -v node >/dev/null || { echo "web: Node 20.19 or newer is needed to build the pages (or -Dexec.skip for Java only)" >&2; exit 1; }

say() { echo "web: $*"; }
# One hash over names and contents of the given files and folders.
hash_of() { { node -v; find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum; } | sha256sum | cut -d' ' -f1; }
fresh() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

# Runs quietly; what it said is shown only when it failed.
quietly() {
  local log; log=$(mktemp)
  if "$@" >"$log" 2>&1; then rm -f "$log"; return 0; fi
  cat "$log" >&2; rm -f "$log"; return 1
}

install() { # install FOLDER: its packages, when its lock file changed
  local folder=$1 stamp=$1/node_modules/.stamp wanted
  wanted=$(hash_of "$folder/package.json" "$folder/package-lock.json" "$folder/.npmrc")
  fresh "$stamp" "$wanted" && return 0
  say "installing packages of $folder (a minute or so, once)"
  local try
  for try in 1 2 3; do
    if quietly npm --prefix "$folder" ci --prefer-offline --no-audit --no-fund; then
      echo "$wanted" >"$stamp"
      return 0
    fi
    [ "$try" = 3 ] || say "that failed, once more"
  done
  say "npm ci failed three times" >&2
  return 1
}

types() { # src/api/schema.ts from the API document
  local api=../platform/src/main/resources/openapi stamp=src/api/schema.sha256 wanted
  [ -d "$api" ] || return 0
  wanted=$(cat "$api"/*.yaml | sha256sum | cut -d' ' -f1)
  fresh "$stamp" "$wanted" && return 0
  install types
  say "the API document changed: generating src/api/schema.ts (commit it)"
  quietly npm run types
  # What the TypeScript client's types promise is compiled against the same document.
  install .
  quietly ../clients/typescript/types.sh
  quietly node_modules/.bin/tsc -p ../clients/typescript
  echo "$wanted" >"$stamp"
}

pages() {
  local wanted
  wanted=$(hash_of src index.html vite.config.ts tsconfig.json package-lock.json)
  fresh dist/.stamp "$wanted" && return 0
  install .
  say "building the pages"
  quietly npm run build
  echo "$wanted" >dist/.stamp
}

ship() {
  local wanted
  wanted=$(cat dist/.stamp)-$(hash_of scripts/ship.mjs)
  fresh target/web.stamp "$wanted" && [ -d target/classes/web ] && return 0
  mkdir -p target/classes
  node scripts/ship.mjs dist target/classes/web
  echo "$wanted" >target/web.stamp
}

check() {
  local wanted
  wanted=$(cat dist/.stamp)-$(hash_of scripts biome.jsonc package.json)
  fresh target/test.stamp "$wanted" && return 0
  install .
  say "lint, types, unit tests, budget"
  quietly npm test
  echo "$wanted" >target/test.stamp
}

types
pages
ship
if [ "${1:-}" = test ]; then check; fi
