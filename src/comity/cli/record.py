"""`comity record …`: verify, export, show and prove. None of these needs a database, only the record's own files."""

from __future__ import annotations

import shlex
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from comity.cli.errors import CANNOT_RUN, DOES_NOT_HOLD, WRONG_USAGE, CommandError
from comity.cli.options import DEFAULT_DATA, AsJson, Data, EntryNumber
from comity.cli.output import coloured, note, print_json, progress, say, table

if TYPE_CHECKING:
    from comity.forum.openings.opening import Opening
    from comity.record.entry import Entry
    from comity.record.policy import Policy
    from comity.witness.audit import AuditReport
    from comity.witness.copy import Copy

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Verify, copy and read the record.",
)


@app.command(
    epilog="Examples:  comity record verify copy/   ·   comity record verify https://example.org/record --key "
    "'example.org+33d7b496+AeHT…'   ·   comity record verify copy/ --openings ours.jsonl   ·   exit code 0 only if "
    "everything holds."
)
def verify(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A folder with a record in it, or its http(s) address.")
    ],
    key: Annotated[
        str | None,
        typer.Option(
            "--key", metavar="VKEY", help="The log's public key as you know it; else SOURCE's own policy is believed."
        ),
    ] = None,
    openings: Annotated[
        Path | None,
        typer.Option(
            "--openings",
            metavar="FILE",
            help="Openings of restricted acts that you hold, one a line: what they open is judged too.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a whole record, rules and all.

    Its tree, every file, every signature, and every rule replayed from the first act on. It needs only what is in
    SOURCE and the log's public key. The first entry or file that fails is named. Of acts that withhold what they say,
    only the commitment can be checked without their openings.
    """
    from comity.record.errors import RecordError, RecordFault
    from comity.witness.audit import audit
    from comity.witness.sources import check_holds_record, open_source

    if key is not None:
        _check_key(key)
    held = _openings_in(openings) if openings else None
    folder_or_address = _record_in(source)
    try:
        with closing(open_source(folder_or_address)) as opened, progress("Acts verified") as tell:
            check_holds_record(opened, folder_or_address)
            report = audit(opened, key=key, on_progress=tell, openings=held)
    except RecordError as fault:
        if as_json:
            place = {"path": fault.path, "entry": fault.index} if isinstance(fault, RecordFault) else {}
            print_json({"holds": False, "code": fault.code, "message": fault.message, **place})
        raise CommandError(
            f"{coloured('the record does not hold', 'red', bold=True)}: {fault}", DOES_NOT_HOLD
        ) from fault
    if as_json:
        print_json({"holds": True, **_as_json(report)})
    else:
        _say_report(source, report)


def _record_in(source: str) -> str:
    """The place itself; or, where it is a data folder, the record inside it."""
    inside = Path(source) / "record"
    return str(inside) if (Path(source) / "comity.toml").is_file() and inside.is_dir() else source


def _openings_in(file: Path) -> dict[str, Opening]:
    from comity.record.errors import RecordError
    from comity.secretariat.openingfile import read_openings

    try:
        return read_openings(file.read_bytes())
    except RecordError as fault:
        hint = "Each line is what comity act draft writes to FILE.opening"
        raise CommandError(f"{file} is not a file of openings: {fault}. {hint}.", WRONG_USAGE) from fault


def _check_key(key: str) -> None:
    from comity.record.errors import RecordError
    from comity.record.policy import Policy

    try:
        Policy.of_log(key)
    except RecordError as fault:
        raise typer.BadParameter(
            f"{fault}. It looks like NAME+HASH+KEY; quote it for the shell.", param_hint="--key"
        ) from fault


def _as_json(report: AuditReport) -> dict[str, object]:
    from comity.record.encoding import encode_base64

    record = report.record
    return {
        "forum": report.forum,
        "origin": record.checkpoint.origin,
        "size": record.size,
        "root": encode_base64(record.root),
        "acts_by_type": report.acts_by_type,
        "signatures": record.signatures,
        "files": record.files,
        "restricted": {"opened": report.opened, "by_commitment": report.unopened},
        "first_entered": record.first_entered,
        "last_entered": record.last_entered,
        "keys": list(report.keys),
        "key_was_given": report.key_was_given,
        "seconds": round(report.seconds, 3),
    }


def _say_report(source: str, report: AuditReport) -> None:
    from comity.record.encoding import encode_base64

    record = report.record
    say(f"{coloured('Everything holds.', 'green', bold=True)} {source} is the record of the forum “{report.forum}”.")
    rows = [
        ("origin", record.checkpoint.origin),
        ("size", f"{record.size:,} acts"),
        ("root", encode_base64(record.root)),
        ("entered", f"{record.first_entered} to {record.last_entered}" if record.size else "nothing yet"),
        ("checked", f"{record.files:,} files, {record.signatures:,} signatures of acts, every rule"),
        *([("withheld", _restricted(report))] if report.restricted or report.unused else []),
        ("time", f"{timedelta(seconds=round(report.seconds, 2))!s:.10} ({report.acts_a_second:,.0f} acts a second)"),
        *((("key" if not at else ""), each) for at, each in enumerate(map(_short, report.keys))),
    ]
    say("\n".join(f"  {line}" for line in table(rows)))
    say("  acts by type:")
    counted = [(f"{count:,}".rjust(9), name) for name, count in report.acts_by_type.items()]
    say("\n".join(f"  {line}" for line in table(counted)))
    if not report.key_was_given:
        note("The key was taken from SOURCE itself: to know whose record this is, give the key that you know by --key.")


def _restricted(report: AuditReport) -> str:
    acts = "1 restricted act" if report.restricted == 1 else f"{report.restricted:,} restricted acts"
    said = f"{acts}: {report.opened:,} opened and judged, {report.unopened:,} by their commitment only"
    return f"{said}; {report.unused:,} of the openings given are of no act here" if report.unused else said


def _short(vkey: str) -> str:
    # A post-quantum key has 1,750 characters; its name and hash are what people compare.
    longest = 100
    return vkey if len(vkey) <= longest else f"{vkey[:longest]}…"


@app.command(epilog="Example:  comity record export copy/ && comity record verify copy/")
def export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty, or not there yet.")],
    data: Data = DEFAULT_DATA,
) -> None:
    """Write the whole record as files.

    checkpoint, tile/…, policy, allowed_signers: any web server or object store can serve them as they are.
    """
    from comity.witness.copy import write_copy

    copy = _open(data)
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise CommandError(
            f"{directory} is not an empty folder. Give another one; a copy is never mixed with other files."
        )
    with progress("Files written") as tell:
        number = write_copy(copy, directory, tell)
    say(f"{number:,} files of a record of {copy.checkpoint.size:,} acts are in {directory}.")
    say(f"Check them anywhere with: comity record verify {directory}")


@app.command(epilog="Examples:  comity record show 17   ·   comity record show 17 --raw | sha256sum")
def show(
    number: EntryNumber,
    data: Data = DEFAULT_DATA,
    raw: Annotated[bool, typer.Option("--raw", help="Write the entry's exact bytes and nothing else.")] = False,
) -> None:
    """Show one act, in words and bytes."""
    entry = _entry(_open(data), number)
    if raw:
        typer.get_binary_stream("stdout").write(entry.raw)
        return
    from comity.cli.words import act_in_words

    say(coloured(act_in_words(data, entry, number), "", bold=True))
    say("\n".join(table(_facts(entry, number))))
    say()
    say(entry.raw.decode().rstrip("\n"))


def _facts(entry: Entry, number: int) -> list[tuple[str, ...]]:
    from comity.record.encoding import encode_base64

    act = entry.act
    return [
        ("entry", str(number)),
        ("type", f"{act.type}, version {act.v}"),
        ("by", f"{act.party}, {act.office} (act {act.serial:,} of this party)"),
        ("stated", act.at),
        ("entered", entry.entered),
        ("had seen", f"a record of {act.seen.size:,} acts"),
        *(("signed", f"{each.signer} {each.key}") for each in entry.signatures),
        ("act hash", entry.act_hash.hex()),
        ("leaf hash", encode_base64(entry.leaf_hash)),
    ]


@app.command(
    epilog="Example:  comity record prove 17 --to /tmp   writes 17.entry, 17.act, 17.act.sig and 17.tlog-proof there."
)
def prove(
    number: EntryNumber,
    data: Data = DEFAULT_DATA,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to write to.", file_okay=False)] = Path(),
) -> None:
    """Write what proves one act to anybody.

    Its entry and exact bytes, its signature for ssh-keygen, and the proof that the record includes the entry
    (tlog-proof), which comity record check takes.
    """
    from comity.record import sshsig
    from comity.record.entry import namespace

    copy = _open(data)
    entry, origin = _entry(copy, number), copy.checkpoint.origin
    files = {f"{number}.tlog-proof": copy.proof(number).to_bytes(), f"{number}.entry": entry.raw}
    files[f"{number}.act"] = entry.line
    for place, each in enumerate(entry.signatures, 1):
        name = f"{number}.act.sig" if place == 1 else f"{number}.act.{place}.sig"
        files[name] = sshsig.armor(each.sig).encode()
    to.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (to / name).write_bytes(content)
    say(f"Written to {to}: {', '.join(files)}.")
    if entry.signatures:
        signers = data / "record" / "allowed_signers"
        say("The signature is verified by OpenSSH, without any of our software:")
        options = {"-f": signers, "-I": entry.signatures[0].signer, "-n": namespace(origin)}
        options |= {"-s": to / f"{number}.act.sig"}
        words = [str(word) for option in options.items() for word in option]
        act = shlex.quote(str(to / f"{number}.act"))
        say(f"  {shlex.join(['ssh-keygen', '-Y', 'verify', *words])} < {act}")


@app.command(
    epilog="Example:  comity record check 17.tlog-proof 17.entry --policy policy   ·   exit code 0 only if it holds."
)
def check(
    proof: Annotated[Path, typer.Argument(metavar="PROOF", help="A file .tlog-proof.", exists=True, dir_okay=False)],
    entry: Annotated[Path, typer.Argument(metavar="ENTRY", help="The entry.", exists=True, dir_okay=False)],
    key: Annotated[
        str | None, typer.Option("--key", metavar="VKEY", help="The log's public key as you know it.")
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option(
            "--policy", metavar="FILE", help="The record's policy as you know it.", exists=True, dir_okay=False
        ),
    ] = None,
) -> None:
    """Check a proof of one entry that was handed over, with nothing else.

    It shows at which place of the record the entry stands, under a checkpoint that the log has signed, and so when it
    was entered. Its signatures are checked with ssh-keygen.
    """
    from comity.record.entry import parse_entry
    from comity.record.errors import RecordError
    from comity.record.tlogproof import parse_tlog_proof, verify_tlog_proof

    known = _known(key, policy)
    try:
        given, found = parse_tlog_proof(proof.read_bytes()), parse_entry(entry.read_bytes())
        checkpoint = verify_tlog_proof(given, found.leaf_hash, known)
    except RecordError as fault:
        raise CommandError(
            f"{coloured('the proof does not hold', 'red', bold=True)}: {fault}", DOES_NOT_HOLD
        ) from fault
    place = f"entry {given.index} of the record {checkpoint.origin}, under its checkpoint of {checkpoint.size:,} acts"
    say(f"{coloured('The proof holds.', 'green', bold=True)} {entry} is {place}.")
    say("\n".join(f"  {line}" for line in table(_facts(found, given.index))))


def _known(key: str | None, file: Path | None) -> Policy:
    from comity.record.errors import RecordError
    from comity.record.policy import Policy, parse_policy

    if (key is None) == (file is None):
        raise CommandError("A proof is checked against what you know of the log: --key or --policy.", WRONG_USAGE)
    if key is not None:
        _check_key(key)
        return Policy.of_log(key)
    try:
        return parse_policy(cast("Path", file).read_bytes())
    except RecordError as fault:
        raise CommandError(f"{file} is no policy of a log: {fault}.", WRONG_USAGE) from fault


def _open(data: Path) -> Copy:
    from comity.record.errors import RecordError
    from comity.witness.audit import trusted
    from comity.witness.copy import Copy
    from comity.witness.sources import FolderSource

    folder = data / "record"
    if not folder.is_dir():
        raise CommandError(f"{data} holds no record. Make one with: comity init --data {data}", CANNOT_RUN)
    source = FolderSource(folder)
    try:
        return Copy(source, trusted(source, None))
    except RecordError as fault:
        raise CommandError(f"the record in {data} does not hold: {fault}", DOES_NOT_HOLD) from fault


def _entry(copy: Copy, number: int) -> Entry:
    from comity.witness.copy import NoSuchEntryError

    try:
        return copy.entry(number)
    except NoSuchEntryError as fault:
        raise CommandError(str(fault), WRONG_USAGE) from fault
