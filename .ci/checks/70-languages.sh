#!/usr/bin/env bash
# the quick start in TypeScript, Python, Java and Go, built from the packed library, makes one and the same template
set -euo pipefail
packages=
python3 -c 'import ensurepip, venv' || packages+=' python3-venv'
command -v mvn || packages+=' maven'
command -v javac || packages+=' default-jdk-headless'
command -v go || packages+=' golang-go'
if [ -n "$packages" ]; then
  apt-get update -qq
  # shellcheck disable=SC2086 # a list
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
fi
npx projen test:languages
