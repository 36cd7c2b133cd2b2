#!/usr/bin/env bash
# no hostile event or request gets past validation or out of the contract
set -euo pipefail
npx projen test:fuzz
