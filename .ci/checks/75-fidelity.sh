#!/usr/bin/env bash
# the local Cognito does what its table says, and three other emulators still say what is recorded of them
set -euo pipefail
npx projen test:fidelity
