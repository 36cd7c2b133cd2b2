#!/usr/bin/env bash
# crowds, races and minutes of mixed load leak nothing and get no wrong answer
set -euo pipefail
npx projen test:soak
