#!/usr/bin/env bash
# cfn-lint finds nothing in the templates of the examples, and ministack deploys one: sign-up and login work through it
set -euo pipefail
root=$PWD
work=$(mktemp -d)
emulator=
trap '[ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true; rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
grep -E '^(ministack|cryptography)==' tools/fidelity/emulators/pinned/requirements.txt > "$work/requirements.txt"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check cfn-lint==1.58.0 boto3==1.43.106 -r "$work/requirements.txt"

for folder in examples/*/; do
  example=$(basename "$folder")
  [ -f "$folder/app.ts" ] || continue # those in other languages synthesise the same template
  (cd "$folder" && CDK_OUTDIR="$work/$example" PATH="$root/node_modules/.bin:$PATH" tsx app.ts)
done
# W3005: CDK's own Function depends on its role and also takes the role's ARN. That is twice the same, and nothing of ours.
code=0
"$work/venv/bin/cfn-lint" --regions us-east-1 --format parseable -- "$work"/*/*.template.json > "$work/findings" || code=$?
# An even code says which kinds of findings there are; an odd one that cfn-lint itself failed.
[ $((code % 2)) -eq 0 ] || { cat "$work/findings"; exit 1; }
if grep -vE ":W3005:'[A-Za-z0-9]+' dependency already enforced by a 'GetAtt' at 'Resources/[A-Za-z0-9]+/Properties/Role'$" "$work/findings"; then
  echo 'cfn-lint found something'
  exit 1
fi
echo "cfn-lint: nothing in $(ls "$work"/*/*.template.json | wc -l) templates"

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_ENDPOINT_URL=http://127.0.0.1:$port
(cd "$work" && exec env AUTH=true GATEWAY_PORT="$port" BIND_HOST=127.0.0.1 S3_DATA_DIR="$work/s3" TMPDIR="$work" "$work/venv/bin/ministack") > "$work/ministack.log" 2>&1 &
emulator=$!
"$work/venv/bin/python" .ci/deploy-to-ministack.py "$work/quick-start" QuickStart || { tail -n 50 "$work/ministack.log"; exit 1; }
