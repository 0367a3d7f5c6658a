"""OpenSSH itself: keys made, acts signed and signatures judged by the ssh-keygen of this machine."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SshKey:
    """An Ed25519 key in a file of its own."""

    file: Path

    @classmethod
    def made(cls, folder: Path, name: str = "id") -> SshKey:
        file = folder / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file], check=True)
        return cls(file)

    @property
    def public(self) -> str:
        """The line of its .pub file without the comment."""
        return " ".join(self.file.with_suffix(".pub").read_text().split()[:2])

    def sign(self, act: Path, namespace: str) -> Path:
        """Sign a file as an officer would, and return the file of the signature."""
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", self.file, "-n", namespace, act]
        subprocess.run(command, check=True, capture_output=True)
        return act.with_name(f"{act.name}.sig")


def verified(act: bytes, signature: Path, signers: Path, signer: str, namespace: str) -> str:
    """What ssh-keygen says of a signature; the empty string where it does not hold."""
    command = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", signer, "-n", namespace, "-s", signature]
    done = subprocess.run(command, input=act, capture_output=True, check=False)
    return done.stdout.decode().strip() if done.returncode == 0 else ""
