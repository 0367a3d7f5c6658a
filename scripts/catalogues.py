"""The gettext catalogues of Russian and Chinese: compile one, check that all are complete, take new texts in.

`compile` needs Babel alone, so that running Comity needs no gettext; `check` and `refresh` need xgettext.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "comity"
LANGUAGES = ("ru", "zh_Hans")
# %(name)s, %s, {name} and {0}; a doubled %% or {{ is text.
PLACEHOLDER = re.compile(r"%%|\{\{|\}\}|(%\(\w+\)[a-z]|%[a-z]|\{\w*\})")


def catalogue_path(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str | None = None) -> Catalog:
    # A template has no language yet; the words that xgettext leaves for the plural rule are no rule.
    text = path.read_bytes().replace(b"nplurals=INTEGER; plural=EXPRESSION;", b"nplurals=2; plural=(n != 1);")
    return read_po(io.BytesIO(text), locale=language, domain="django", abort_invalid=True)


def extract() -> Catalog:
    """All texts marked in code and templates, found by Django's makemessages in a folder that is thrown away."""
    if shutil.which("xgettext") is None:
        raise SystemExit("xgettext is not installed: sudo apt-get install gettext")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "locale").mkdir()
        (place / "comity").symlink_to(PACKAGE)
        command = [sys.executable, "-m", "django", "makemessages", "--all", "--keep-pot", "--symlinks"]
        command += ["--ignore=*/locale", "--extension=html,txt,py,svg,xml", "--no-wrap", "--add-location=file"]
        env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=place, env=env, check=True, stdout=subprocess.DEVNULL)
        template = place / "locale" / "django.pot"
        return read(template) if template.exists() else Catalog(domain="django")


def texts(message: Message) -> tuple[str, ...]:
    """The message's strings, one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def is_translated(message: Message) -> bool:
    return all(texts(message)) and bool(texts(message))


def source_text(message: Message) -> str:
    """The English text; of a plural message the plural form, which always names the number."""
    return message.id if isinstance(message.id, str) else message.id[1]


def placeholders(text: str) -> set[str]:
    return {found for found in PLACEHOLDER.findall(text) if found}


def new_catalogue(language: str) -> Catalog:
    return Catalog(
        locale=language,
        domain="django",
        project="Comity",
        version="1",
        msgid_bugs_address="see SECURITY.md and the issue tracker",
        last_translator="the Comity translators",
        language_team="the Comity translators",
        fuzzy=False,
    )


def faults_of(message: Message, catalogue: Catalog) -> Iterator[str]:
    translated = catalogue.get(message.id, context=message.context)
    if translated is None or not is_translated(translated):
        yield "not translated"
        return
    if translated.fuzzy:
        yield "marked fuzzy"
    if isinstance(message.id, tuple) and len(texts(translated)) != catalogue.num_plurals:
        yield f"has {len(texts(translated))} plural forms, the language {catalogue.num_plurals}"
    wanted = placeholders(source_text(message))
    for text in texts(translated):
        if placeholders(text) != wanted:
            yield f"placeholders are {sorted(placeholders(text))}, must be {sorted(wanted)}"


def faults(language: str, template: Catalog) -> Iterator[str]:
    path = catalogue_path(language)
    where = path.relative_to(ROOT)
    if not path.exists():
        yield f"{where}: there is no such file; run `make messages`"
        return
    catalogue = read(path, language)
    for message in template:
        if message.id:
            for fault in faults_of(message, catalogue):
                yield f"{where}: “{source_text(message)}”: {fault}"
    for message in catalogue:
        if message.id and template.get(message.id, context=message.context) is None:
            yield f"{where}: “{source_text(message)}”: no longer in the source; run `make messages`"


def check() -> int:
    template = extract()
    found = [fault for language in LANGUAGES for fault in faults(language, template)]
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


def refresh() -> int:
    """Add new texts and drop unused ones. Never guesses a translation, and writes nothing when nothing changed."""
    template = extract()
    for message in template:
        # Line numbers would change with every edit of a source file.
        message.locations = sorted({(name, 0) for name, _line in message.locations})
    for language in LANGUAGES:
        path = catalogue_path(language)
        catalogue = read(path, language) if path.exists() else new_catalogue(language)
        written = catalogue.creation_date
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.creation_date = written
        catalogue.header_comment = f"# Comity: texts in {catalogue.locale.english_name}"
        buffer = io.BytesIO()
        write_po(buffer, catalogue, width=0, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(buffer.getvalue())
        missing = sum(1 for message in catalogue if message.id and not is_translated(message))
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {missing} to translate")
    return 0


def compile_catalogue(source: Path, target: Path) -> int:
    with target.open("wb") as file:
        write_mo(file, read(source, source.parent.parent.name))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check")
    commands.add_parser("refresh")
    compiling = commands.add_parser("compile")
    compiling.add_argument("source", type=Path)
    compiling.add_argument("target", type=Path)
    given = parser.parse_args()
    if given.command == "compile":
        return compile_catalogue(given.source, given.target)
    return check() if given.command == "check" else refresh()


if __name__ == "__main__":
    raise SystemExit(main())
