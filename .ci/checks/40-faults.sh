#!/usr/bin/env bash
# every call of every route fails in every way, and the caller recovers
set -euo pipefail
npx projen test:faults
