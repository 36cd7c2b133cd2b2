#!/usr/bin/env bash
# the typed client of docs/openapi.md is generated, compiles, runs, and does not compile when it is misused
set -euo pipefail
work=$(mktemp -d)
. .ci/serve-example.sh
trap 'stop_example; rm -rf "$work"' EXIT

serve_example own-routes

# The blocks of the page, for the address at which the stack is served here.
block() { sed -n "/^## A typed client/,\$ { /^\`\`\`$1\$/,/^\`\`\`\$/ { /^\`\`\`/d; s#http://127.0.0.1:3000#$url#; p } }" docs/openapi.md; }
block sh > "$work/generate.sh"
block typescript > "$work/client.mts"
cd "$work"
echo '{ "name": "consumer", "private": true }' > package.json
bash -e generate.sh > generate.log 2>&1 || { cat generate.log; exit 1; }

compiles() { npx tsc --noEmit --strict --target es2022 --lib es2022,dom --module esnext --moduleResolution bundler "$1" > tsc.log; }
compiles client.mts || { cat tsc.log; exit 1; }

misuse() { # what is replaced, by what, and what the compiler says of it
  sed "s#$1#$2#" client.mts > misuse.mts
  ! cmp --silent client.mts misuse.mts || { echo "the page has no $1"; exit 1; }
  ! compiles misuse.mts || { echo "it compiles with $2"; exit 1; }
  grep -q "$3" tsc.log || { cat tsc.log; exit 1; }
}
misuse "dish: 'Soup', " '' "Property 'dish' is missing"
misuse 'count: 2' "count: 'two'" "Type 'string' is not assignable to type 'number'"
misuse "'/orders'" "'/order'" "'\"/order\"' is not assignable"
misuse 'login.data.idToken' 'login.data.id_token' "Property 'id_token' does not exist"

npx tsc --strict --target es2022 --lib es2022,dom --module esnext --moduleResolution bundler client.mts
printed=$(node client.mjs)
[ "$printed" = '2 × Soup' ] || { echo "it printed: $printed"; exit 1; }
echo "$printed"
