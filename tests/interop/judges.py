"""Judges of an exported record that are not ours. Each takes a folder and the log's Ed25519 verifier key.

A judge returns what it said if it finds that the record holds, and raises ``JudgedBad`` with what it
said otherwise. If its program is missing it raises ``JudgeMissing``: a test then fails, it is not skipped.
Nothing here uses ``comity``: what a judge is given is read anew from the files.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.judges import judge_environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HERE = Path(__file__).parent
GOCODE = Path("/usr/share/gocode")


class JudgedBad(Exception):
    """The judge finds that the record does not hold."""


class JudgeMissing(Exception):
    """The judge cannot be asked; the message says what to install."""


def judge_with_openssh(folder: Path, vkey: str) -> str:
    """Every signature of every act, by ``ssh-keygen -Y verify`` with the exported allowed_signers."""
    origin = vkey.split("+", 1)[0]
    count = 0
    for raw in entries_of(folder):
        act, *signatures, _entered = raw.removesuffix(b"\n").split(b"\n")
        for signature in map(json.loads, signatures):
            openssh_verify(folder / "allowed_signers", act, b64decode(signature["sig"]), signature["signer"], origin)
            count += 1
    return f"{count} signatures"


def openssh_verify(allowed_signers: Path, act: bytes, blob: bytes, signer: str, origin: str) -> str:
    """One signature (an SSHSIG blob) of one act."""
    with tempfile.TemporaryDirectory() as scratch:
        armored = Path(scratch) / "act.sig"
        rows = [b64encode(blob).decode()[at : at + 70] for at in range(0, len(b64encode(blob)), 70)]
        armored.write_text("\n".join(["-----BEGIN SSH SIGNATURE-----", *rows, "-----END SSH SIGNATURE-----", ""]))
        who = ["-I", signer, "-n", f"act.v1@{origin}", "-f", str(allowed_signers), "-s", str(armored)]
        return run([ssh_keygen(), "-Y", "verify", *who], given=act)


def judge_with_go(folder: Path, vkey: str) -> str:
    """Checkpoint, tree from the entries up, every tile and bundle, every inclusion: Go's sumdb packages."""
    return run([str(go_judge()), str(folder), vkey])


def judge_with_aics(folder: Path, vkey: str) -> str:
    """Checkpoint, every implied tile and bundle: aics-tlog."""
    try:
        environment = judge_environment()
    except FileNotFoundError as error:
        raise JudgeMissing(str(error)) from error
    return run([sys.executable, str(HERE / "aics_judge.py"), str(folder), vkey], environment=environment)


JUDGES = {"go": judge_with_go, "aics": judge_with_aics, "openssh": judge_with_openssh}


def entries_of(folder: Path) -> Iterator[bytes]:
    """Yield the entries of a folder, as many as its checkpoint says."""
    size = int((folder / "checkpoint").read_text().split("\n")[1])
    for number in range(0, size, 256):
        width = min(256, size - number)
        data = (folder / bundle_name(number // 256, width)).read_bytes()
        while data:
            end = 2 + int.from_bytes(data[:2], "big")
            if end > len(data):
                message = "a bundle is cut short"
                raise JudgedBad(message)
            yield data[2:end]
            data = data[end:]


def bundle_name(number: int, width: int) -> str:
    """Return the path of a bundle of the first million."""
    name = f"{number:03}" if number < 1000 else f"x{number // 1000:03}/{number % 1000:03}"
    return f"tile/entries/{name}" if width == 256 else f"tile/entries/{name}.p/{width}"


def ssh_keygen() -> str:
    """Return the path of ssh-keygen."""
    return program("ssh-keygen", "openssh-client")


@functools.cache
def go_judge() -> Path:
    """Build our Go program once, over Debian's packages, and return its path."""
    go = program("go", "golang-go")
    if not (GOCODE / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        message = "Go's sumdb packages are not there: apt-get install golang-golang-x-mod-dev"
        raise JudgeMissing(message)
    scratch = Path(tempfile.mkdtemp(prefix="comity-judge-"))
    atexit.register(shutil.rmtree, scratch)
    binary = scratch / "judge"
    environment = os.environ | {"GO111MODULE": "off", "GOPATH": str(GOCODE), "GOFLAGS": ""}
    run([go, "build", "-o", str(binary), str(HERE / "go" / "judge.go")], environment=environment)
    return binary


def program(name: str, package: str) -> str:
    """Return the path of a program, or raise ``JudgeMissing`` naming the Debian package that has it."""
    found = shutil.which(name)
    if found is None:
        message = f"{name} is not there: apt-get install {package}"
        raise JudgeMissing(message)
    return found


def run(command: Sequence[str], *, given: bytes | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Run a program and return what it printed; raise ``JudgedBad`` if it exits with anything but 0."""
    done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    said = (done.stdout + done.stderr).decode(errors="replace").strip()
    if done.returncode != 0:
        raise JudgedBad(said)
    return said
