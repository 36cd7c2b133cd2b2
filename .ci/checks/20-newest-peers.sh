#!/usr/bin/env bash
# it compiles and passes its tests on the newest aws-cdk-lib and constructs
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet --local . "$work/clone"
cd "$work/clone"
# The build itself ran on the floor of the peers' carets.
cp -r "$OLDPWD/node_modules" "$OLDPWD/assets" .
npm install --no-progress --no-save aws-cdk-lib@latest constructs@latest
node -p '"aws-cdk-lib " + require("aws-cdk-lib/package.json").version + ", constructs " + require("constructs/package.json").version'
npx projen compile
# A release of CDK can change templates. Of what is served from them, two flows call every route; the others test the handlers.
npx jest --ci test/construct test/user-pool test/rest-api test/functions test/custom-routes test/web-acl test/monitoring test/open-api \
  test/docs/scaling test/examples test/flows/quick-start test/flows/route-table
