#!/bin/sh
# Writes schema.d.ts anew from the API document, by the generator that the pages use.
set -eu
cd "$(dirname "$0")"
../../web/types/node_modules/.bin/openapi-typescript ../../platform/src/main/resources/openapi/footlight.yaml --default-non-nullable=false -o schema.d.ts
