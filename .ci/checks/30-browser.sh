#!/usr/bin/env bash
# the local stack's page works in Chromium, without a mouse and in axe's eyes too
set -euo pipefail
if ! command -v chromium; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
fi
npx jest --ci -c test/browser/jest.config.json
