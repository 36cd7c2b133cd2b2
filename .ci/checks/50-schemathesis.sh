#!/usr/bin/env bash
# schemathesis finds no server error and no answer outside the OpenAPI documents of four examples
set -euo pipefail
work=$(mktemp -d)
. .ci/serve-example.sh
trap 'stop_example; rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check schemathesis==4.32.5 openapi-spec-validator==0.9.0

# Makes an account and prints a token of it: a sign-up with a code takes the code from the outbox.
cat > "$work/token.mjs" <<'JS'
const [url, member] = process.argv.slice(2);
const credentials = { email: 'schemathesis@example.com', password: 'Correct-Horse-7' };
const post = async (path, body) => {
  const response = await fetch(`${url}/user${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
};
if ((await post('/signup', credentials)).status === 202) {
  const [{ code }] = (await (await fetch(`${url}/_local/outbox`)).json()).reverse();
  await post('/signup/confirm', { email: credentials.email, code });
}
console.log((await (await post('/login', credentials)).json())[member]);
JS

checks=not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance
checks=$checks,negative_data_rejection,ignored_auth

try() { # example, kind of token, further options
  local example=$1 token=$2
  shift 2
  "$work/venv/bin/schemathesis" --config-file "$work/schemathesis.toml" run "$url/_local/openapi.json" --checks "$checks" \
    --header "Authorization: Bearer $(node "$work/token.mjs" "$url" "$token")" \
    --max-examples "${SCHEMATHESIS_EXAMPLES:-150}" --max-time 20 --request-timeout 30 --seed 1 --generation-database none --no-color --warnings off "$@" \
    > "$work/$example.log" 2>&1 || { cat "$work/$example.log"; return 1; }
  printf '%s, %s: %s\n' "$example" "$token" "$(grep -A1 '^Test cases:' "$work/$example.log" | tail -n 1 | xargs)"
}
# A string beyond its limit can also make the body too large, which is a 413.
cat > "$work/schemathesis.toml" <<'TOML'
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429", "5xx"]
TOML

serve() {
  serve_example "$1"
  node -e 'fetch(process.argv[1]).then(async (r) => process.stdout.write(await r.text()))' "$url/_local/openapi.json" > "$work/$1.json"
  "$work/venv/bin/openapi-spec-validator" --schema 3.1 "$work/$1.json"
}

for example in quick-start email-code; do
  serve "$example"
  try "$example" idToken
done
serve own-routes
try own-routes idToken --include-path-regex '^/(menu|orders|reports|vault)'
# These end the account or its sessions, so they come last.
serve mfa
try mfa accessToken --exclude-operation-id deleteMe --exclude-operation-id logoutEverywhere
serve mfa
try mfa accessToken --include-operation-id deleteMe --include-operation-id logoutEverywhere
