#!/bin/sh
# Compiles requirements/*.in. Nothing that tells where a package came from, or on which machine this ran, is written. Extras are
# kept: pip demands that what another package asks for with an extra is pinned with that extra too.
set -eu
cd requirements
compile() {
    ../.venv/bin/uv pip compile --quiet --generate-hashes --no-strip-extras --no-emit-index-url --no-header "$@"
}
for name in base postgres dev; do
    compile --universal --python-version 3.11 --output-file "$name.txt" "$@" "$name.in"
done
# Fetched as for 3.12 and without dependencies: see judges.in.
compile --no-deps --python-version 3.12 --output-file judges.txt "$@" judges.in
