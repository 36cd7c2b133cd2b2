#!/usr/bin/env bash
# the API breaks nothing that the last release on npm promised; where there is no release yet, it says so
set -euo pipefail
npx projen compat
