#!/bin/bash
# Makes the random passwords that compose.yaml mounts, once; what is there stays as it is.
# The folder is for its owner alone. The files in it are readable to all, because each is seen by its container's own user.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
umask 077
mkdir -p secrets
for name in postgres-password owner-password app-password metrics-token; do
  [ -s "secrets/$name" ] || head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' >"secrets/$name"
done
[ -e secrets/aws-credentials ] || : >secrets/aws-credentials
chmod 444 secrets/*
echo "Put AWS credentials (an ini file with [default]) into docker/secrets/aws-credentials, or give the machine a role." >&2
