"""`comity act …`: acts drawn up, read and handed in by officers who sign with OpenSSH, where there is no browser."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.errors import DOES_NOT_HOLD, WRONG_USAGE, CommandError
from comity.cli.output import coloured, note, say, table

if TYPE_CHECKING:
    from comity.cli.drafting import Drafted

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Draw acts up, read them, hand them in.",
)

ActFile = Annotated[Path, typer.Argument(metavar="FILE", help="The file of the act.", exists=True, dir_okay=False)]
Folder = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The house’s own data folder, on this machine.", file_okay=False),
]
Key = Annotated[
    str | None,
    typer.Option(
        "--key", metavar="VKEY", help="The log’s public key as you know it; else the house’s own is believed."
    ),
]


@app.command(epilog="Examples:  comity act types   ·   comity act types notices.send")
def types(
    kind: Annotated[str | None, typer.Argument(metavar="[TYPE]", help="An act type, to see its fields.")] = None,
) -> None:
    """List the types of acts; or the fields of one."""
    from comity.cli.actfields import fields_of, known_type
    from comity.cli.drafting import about

    if kind is None:
        from comity.forum.registry import ACT_TYPES

        say("\n".join(table([(name, about(name)) for name in ACT_TYPES])))
        return
    say(coloured(f"{known_type(kind)}: {about(kind)}", "", bold=True))
    rows = [(name, "required" if wanted else "", shape) for name, shape, wanted in fields_of(kind)]
    say("\n".join(f"  {line}" for line in table(rows)))


@app.command(
    epilog="Examples:  comity act draft notices.send --party KAZ --office o-1 --set notice=kaz-2026-14 --set to=CHN "
    "--set to=IND --set subject.en='A visit' --set text.en='…' --from https://forum.example.org -o act.json   ·   "
    "comity act draft notices.acknowledge --party KAZ --office o-1 --set notice=chn-2026-3 --from next.json"
    "   next.json is what /api/v1/acts/next/KAZ answers, carried by hand"
)
def draft(  # noqa: PLR0913 - one parameter an option
    kind: Annotated[str, typer.Argument(metavar="TYPE", help="The act's type; comity act types lists them.")],
    party: Annotated[str, typer.Option("--party", metavar="CODE", help="The party that acts: KAZ.")],
    *,
    office: Annotated[str, typer.Option("--office", metavar="ID", help="The officer who signs, by the officer's id.")],
    sets: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=WORDS",
            help="A field of the act; repeat it for a list; FIELD:=JSON for anything. `party` is --party if not set.",
        ),
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option(
            "--audience",
            metavar="WHO",
            help="Who may read it: public, participants, members, or parties (KAZ,CHN); else as the charter says.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="URL", help="The forum's site, or a file with its answer of /api/v1/acts/next/CODE."
        ),
    ] = None,
    data: Folder = None,
    serial: Annotated[
        int | None,
        typer.Option("--serial", metavar="N", min=1, help="Without a source: the act's number by the party's count."),
    ] = None,
    seen: Annotated[
        str | None,
        typer.Option("--seen", metavar="SIZE:ROOT", help="Without a source: the checkpoint that you have verified."),
    ] = None,
    forum: Annotated[
        str | None, typer.Option("--forum", metavar="NAME", help="Without a source: the forum's name in its record.")
    ] = None,
    key: Key = None,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The file to write.", dir_okay=False)] = Path(
        "act.json"
    ),
) -> None:
    """Draw an act up, to be signed by ssh-keygen.

    What it writes is exactly what is signed: one line without a newline at its end. Of a restricted act, what it says
    lies beside it in FILE.opening, readable by you alone. Nothing is entered yet.
    """
    from comity.cli.actfiles import check_free, write_draft
    from comity.cli.drafting import Wanted, drawn_up

    check_free(out)
    wanted = Wanted(kind, party, office, sets or [], audience)
    drafted = drawn_up(wanted, source=source, data=data, key=key, by_hand=(serial, seen, forum))
    write_draft(out, drafted.drawn)
    _say_draft(out, drafted)
    if drafted.refusal:
        raise CommandError(f"as things stand the act would be refused: {drafted.refusal}", DOES_NOT_HOLD)


def _say_draft(out: Path, drafted: Drafted) -> None:
    from comity.cli.actfiles import OPENING, SIGNATURE, beside
    from comity.cli.showing import facts

    stated, file = drafted.drawn.stated, shlex.quote(str(out))
    say(f"{out}: act {stated.serial:,} of {stated.party}, {stated.type}. Nothing is entered yet.")
    say("\n".join(f"  {line}" for line in table(facts(drafted.drawn.line))))
    if drafted.drawn.opening:
        say(f"What it says lies in {beside(out, OPENING)}: it goes with the act, and is not for everybody.")
    if not drafted.judged:
        say("Whether what it says is in order is judged once an officer has signed it.")
    if drafted.believed:
        note(
            "The checkpoint is believed as the house shows it: to verify it, give the log's key that you know by --key."
        )
    say("Read it, sign it as it is, hand it in:")
    say(f"  comity act show {file}")
    say(f"  ssh-keygen -Y sign -f YOUR_KEY -n act.v1@{drafted.origin or 'ORIGIN'} {file}")
    to = drafted.place or "--to URL"
    say(f"  comity act submit {file} {shlex.quote(str(beside(out, SIGNATURE)))} {to}")


@app.command(epilog="Examples:  comity act show act.json   ·   comity act show act.json --lang ru --data /srv/cica")
def show(
    file: ActFile,
    *,
    language: Annotated[
        str, typer.Option("--lang", metavar="CODE", help="The language to say it in: en, ru or zh-hans.")
    ] = "en",
    opening: Annotated[
        Path | None,
        typer.Option(
            "--opening", metavar="FILE", help="What opens it; else FILE.opening.", exists=True, dir_okay=False
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="A data folder to look names and titles up in.", file_okay=False),
    ] = None,
) -> None:
    """Say in words what an act states, from exactly the bytes that are signed.

    Its digest, also in six words, is what two people compare who want to know that they speak of the same act.
    """
    from comity.cli.showing import shown

    say("\n".join(shown(file, language, opening, data)))


@app.command(
    epilog="Examples:  comity act submit act.json act.json.sig --to https://forum.example.org   ·   "
    "comity act submit act.json act.json.sig second.sig --data /srv/cica"
)
def submit(  # noqa: PLR0913 - one parameter an option
    file: ActFile,
    signatures: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[SIG]...", help="Signatures by ssh-keygen; FILE.sig if none is named.", exists=True, dir_okay=False
        ),
    ] = None,
    *,
    signer: Annotated[
        list[str] | None,
        typer.Option(
            "--signer",
            metavar="PARTY/ID",
            help="Who made each signature, in their order; else found out by the key, or taken from the act.",
        ),
    ] = None,
    opening: Annotated[
        Path | None,
        typer.Option(
            "--opening",
            metavar="FILE",
            help="What opens it; else FILE.opening.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="URL", help="The forum's site.")] = None,
    data: Folder = None,
    key: Key = None,
) -> None:
    """Hand an act in, with its signatures, and bring its receipt home.

    The receipt is verified, and written beside the act: FILE.entry is what the record holds, FILE.tlog-proof the proof
    of it. With --data the secretariat enters a file that was carried by hand: the signature is the party's own.
    """
    from comity.cli.actfiles import write_receipt
    from comity.cli.submitting import Handed, hand_in

    if (to is None) == (data is None):
        raise CommandError("say where to hand it in: either --to URL or --data DIR.", WRONG_USAGE)
    handed = Handed(file, tuple(signatures or ()), tuple(signer or ()), opening)
    receipt, rows = hand_in(handed, to=to, data=data, key=key)
    entry, proof = write_receipt(file, receipt)
    say(coloured(f"Entered as act {receipt.index:,} of the record.", "green", bold=True))
    say("\n".join(f"  {line}" for line in table([*rows, ("entry", str(entry)), ("proof", str(proof))])))
    if to and key is None:
        note("The receipt was verified with the key that the house shows: give the one that you know by --key.")
