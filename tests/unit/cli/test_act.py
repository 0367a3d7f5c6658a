"""`comity act …` without a house: what is typed becomes an act, is said in words, and every mistake is told apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.cli.actfields import fields_of, read_fields
from comity.cli.main import app
from comity.forum.registry import ACT_TYPES
from comity.record import sshsig
from comity.record.entry import namespace, parse_act
from comity.record.keys import PrivateKey

ROOT = "SqghzGdk9fb9O7iXPI2LthY6/PS4yKu32H3mnsk2H2Y="
BY_HAND = ["--serial", "3", "--seen", f"55:{ROOT}", "--forum", "cica"]
WHO = ["--party", "KAZ", "--office", "o-1"]
NOTE = ["notice=kaz-14", "to=CHN", "to=IND", "subject.en=A visit", "text.en=On Monday.", "text.ru=В понедельник."]
WRONG_USAGE, CANNOT_RUN = 2, 3


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words), prog_name="comity")
    return result.exit_code, result.stdout, result.stderr


def sets(*given: str) -> list[str]:
    return [word for each in given for word in ("--set", each)]


def drafted(kind: str = "notices.send", *words: str, given: list[str] | None = None) -> Path:
    code, _, err = run("act", "draft", kind, *WHO, *sets(*(NOTE if given is None else given)), *BY_HAND, *words)
    assert (code, err) == (0, "")
    return Path("act.json")


def refused(*words: str) -> str:
    """What is said of a command that was given wrongly: one line, and nothing was written."""
    before = sorted(Path().iterdir())
    code, out, err = run(*words)
    found = (code, out, len(err.splitlines()), sorted(Path().iterdir()) == before)
    assert found == (WRONG_USAGE, "", 1, True), err
    return err.removeprefix("comity: ").rstrip("\n")


def test_draft_is_the_line_that_is_signed_and_nothing_else():
    line = drafted("notices.send", "--audience", "public").read_bytes()
    act = parse_act(line)
    assert (act.party, act.office, act.serial, act.seen.size, act.forum) == ("KAZ", "o-1", 3, 55, "cica")
    assert act.body == {
        "notice": "kaz-14",
        "party": "KAZ",
        "subject": {"en": "A visit"},
        "text": {"en": "On Monday.", "ru": "В понедельник."},
        "to": ["CHN", "IND"],
    }


def test_draft_of_a_restricted_act_keeps_what_it_says_for_its_author():
    act = drafted("notices.send", "--audience", "KAZ,CHN")
    opening = Path("act.json.opening")
    said = json.loads(opening.read_bytes())
    assert (parse_act(act.read_bytes()).body, opening.stat().st_mode & 0o777) == (
        {"commitment": said["commitment"]},
        0o600,
    )
    assert json.loads(said["content"])["audience"] == ["CHN", "KAZ"]


def test_draft_in_letters_that_are_put_together_is_normalised():
    act = drafted("notices.send", "--audience", "public", given=[*NOTE, "text.zh=e\u0301"])
    assert parse_act(act.read_bytes()).body["text"]["zh"] == "\u00e9"


def test_draft_says_how_to_go_on():
    out = run("act", "draft", "notices.send", *WHO, *sets(*NOTE), *BY_HAND, "--audience", "members", "-o", "it's.json")[
        1
    ]
    assert "ssh-keygen -Y sign -f YOUR_KEY -n act.v1@ORIGIN 'it'\"'\"'s.json'" in out


def test_draft_writes_over_nothing():
    drafted("notices.send", "--audience", "public")
    before = Path("act.json").read_bytes()
    said = refused("act", "draft", "notices.send", *WHO, *sets(*NOTE), *BY_HAND, "--audience", "public")
    assert (said, Path("act.json").read_bytes()) == (
        "act.json is there already, and nothing is written over: name another file with -o.",
        before,
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["words"], "“words” sets no field: write --set field=words, --set text.en=words, or --set field:=JSON."),
        (["=x"], "“=x” sets no field"),
        (["colour=red"], "notices.send has no field “colour”: it has party, notice, to, subject, text"),
        (["to.first=CHN"], "notices.send has no field “to.first”: nothing, or a number of a list, stands below that."),
        (["notice.en=x"], "notices.send has no field “notice.en”"),
        (["notice=a", "notice=b"], "notice is set twice; it takes one value."),
        (["text=a", "text.en=b"], "text.en is set below a field that has a value already."),
        (["text.en=b", "text=a"], "text is set twice; it takes one value."),
        (["files:={"], "what follows --set files:= is not JSON: "),
        (["notice=Kaz 14"], "The field “notice” of notices.send is not as it has to be"),
        (["by=tomorrow"], "The field “by” of notices.send is not as it has to be"),
        (["reply=maybe"], "“maybe” is none of 'none', 'acknowledgement' or 'answer'"),
        (["text.fr=Bonjour"], "'fr' is not a language of texts"),
        (["files.0.name=a.pdf"], "it is missing"),
        (["text.en="], "is empty"),
    ],
)
def test_field_that_is_typed_wrongly_is_told(given, said):
    rest = [
        each
        for each in NOTE
        if each.split("=")[0].split(".")[0] not in {"".join(g.split(".")[0].split("=")[0]) for g in given}
    ]
    told = refused("act", "draft", "notices.send", *WHO, *sets(*rest, *given), *BY_HAND, "--audience", "public")
    assert said in told, told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "say over what to draw it up: --from URL, --data DIR, or all of --serial, --seen and --forum."),
        (["--serial", "3"], "say over what to draw it up"),
        (["--from", "https://a.example", "--data", "var"], "say over what to draw it up"),
        (["--from", "https://a.example", *BY_HAND], "say over what to draw it up"),
        ([*BY_HAND[:2], "--seen", "55", *BY_HAND[4:]], "--seen “55” is no checkpoint: write the size and root"),
        ([*BY_HAND[:2], "--seen", f"55:{ROOT[:-2]}Z=", *BY_HAND[4:]], "is no checkpoint"),
        ([*BY_HAND[:4], "--forum", "C I C A"], "this cannot be an act"),
        (BY_HAND, "say who may read it, as the charter is not at hand"),
        ([*BY_HAND, "--audience", "everybody"], "--audience “everybody” names no readers: it is public, participants"),
        ([*BY_HAND, "--audience", "KAZ, CHN"], "names no readers"),
    ],
)
def test_draft_over_nothing_that_is_known_is_told(words, said):
    audience = [] if said.startswith("say who") or "--audience" in words else ["--audience", "public"]
    told = refused("act", "draft", "notices.send", *WHO, *sets(*NOTE), *words, *audience)
    assert said in told, told


def test_party_and_office_that_cannot_be_are_told():
    told = refused(
        "act",
        "draft",
        "notices.send",
        "--party",
        "K Z",
        "--office",
        "o-1",
        *sets(*NOTE),
        *BY_HAND,
        "--audience",
        "public",
    )
    assert "The field “party” of notices.send is not as it has to be" in told


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://forum.example", "acts are handed in over https:// only"),
        ("https://forum.example/en/", "is not the address of a forum’s site"),
        ("https://forum.example?x", "is not the address of a forum’s site"),
        ("ftp://forum.example", "is not the address of a forum’s site"),
        ("forum.example", "is not the address of a forum’s site"),
        ("https://", "is not the address of a forum’s site"),
        ("https://[::1", "is not an address"),
        ("https://a:b", "is not an address"),
        ("http://127.0.0.1:1", "Connection refused"),
    ],
)
@pytest.mark.parametrize("command", ["draft", "submit"])
def test_address_where_no_house_is_is_told(command, address, said, signed):
    words = {
        "draft": ["act", "draft", "notices.send", *WHO, *sets(*NOTE), "--from", address, "-o", "other.json"],
        "submit": ["act", "submit", "act.json", "--to", address],
    }[command]
    code, out, err = run(*words)
    assert (code, out, len(err.splitlines()), said in err, Path("other.json").exists()) == (
        CANNOT_RUN,
        "",
        1,
        True,
        False,
    ), err


@pytest.fixture
def signed() -> Path:
    """An act beside its signature."""
    act = drafted("notices.send", "--audience", "public")
    blob = sshsig.sign(PrivateKey.from_seed(b"k" * 32), act.read_bytes(), namespace("a.example"))
    Path("act.json.sig").write_text(sshsig.armor(blob))
    return act


@pytest.mark.parametrize(
    ("spoil", "words", "said"),
    [
        (lambda: None, [], "say where to hand it in: either --to URL or --data DIR."),
        (lambda: None, ["--to", "https://a.example", "--data", "var"], "say where to hand it in"),
        (
            lambda: Path("act.json.sig").unlink(),
            ["--to", "https://a.example"],
            "put it beside the act as act.json.sig.",
        ),
        (
            lambda: Path("act.json.sig").write_text("no"),
            ["--to", "https://a.example"],
            "act.json.sig is no signature that can be judged",
        ),
        (lambda: Path("act.json").write_text("{}"), ["--to", "https://a.example"], "act.json is not an act: "),
        (
            lambda: Path("act.json").write_bytes(Path("act.json").read_bytes() + b"\n"),
            ["--to", "https://a.example"],
            "it ends in a newline or spaces, which an act does not: an editor may have put them there.",
        ),
        (
            lambda: Path("x").write_text("x"),
            ["--to", "https://a.example", "--opening", "x"],
            "act.json says what it says in the record: it has no opening.",
        ),
    ],
)
def test_act_that_is_handed_in_wrongly_is_told(signed, spoil, words, said):
    spoil()
    told = refused("act", "submit", "act.json", *words)
    assert said in told, told


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.unlink(), "there is no act.json.opening that opens it: name it by --opening."),
        (lambda file: file.write_text("{}"), "act.json.opening is not a file of openings: line 1"),
        (lambda file: file.write_text(""), "act.json.opening does not open this act: it holds openings of other acts."),
    ],
)
def test_restricted_act_without_what_opens_it_is_not_handed_in(spoil, said):
    act = drafted("notices.send", "--audience", "members")
    blob = sshsig.sign(PrivateKey.from_seed(b"k" * 32), act.read_bytes(), namespace("a.example"))
    Path("act.json.sig").write_text(sshsig.armor(blob))
    spoil(Path("act.json.opening"))
    told = refused("act", "submit", "act.json", "--to", "https://a.example")
    assert said in told, told


def test_act_is_said_in_words_field_by_field():
    drafted("notices.send", "--audience", "KAZ,CHN,IND")
    code, out, err = run("act", "show", "act.json")
    wanted = [
        "Kazakhstan writes to China and India: “A visit”.",
        "  Party: Kazakhstan (KAZ)",
        "    [English] On Monday.",
        "    [Russian] В понедельник.",
        "  Read by       China (CHN), India (IND), Kazakhstan (KAZ)",
    ]
    assert (code, err, [each for each in wanted if each not in out.splitlines()]) == (0, "", [])


@pytest.mark.parametrize(("language", "word"), [("ru", "Казахстан"), ("zh-hans", "哈萨克斯坦")])
def test_act_is_said_in_the_language_asked_for(language, word):
    drafted("notices.send", "--audience", "public")
    assert word in run("act", "show", "act.json", "--lang", language)[1]


def test_act_whose_opening_is_elsewhere_is_said_as_far_as_the_record_does():
    drafted("notices.send", "--audience", "members")
    Path("act.json.opening").unlink()
    out = run("act", "show", "act.json")[1]
    assert ("what this says is withheld" in out, "A visit" in out) == (True, False)


def test_language_that_is_not_spoken_is_told():
    drafted("notices.send", "--audience", "public")
    assert refused("act", "show", "act.json", "--lang", "fr") == "“fr” is not spoken here: choose en, ru, zh-hans."


def test_act_cannot_command_the_terminal_that_it_is_shown_on():
    drafted("openings.reveal", given=["act=1", f"key={'A' * 43}=", "content=\x1b[2Jgone\u202e"])
    out = run("act", "show", "act.json")[1]
    assert ("\x1b" in out, "\u202e" in out, "\\u001b[2Jgone\\u202e" in out) == (False, False, True)


def test_act_that_cannot_be_said_cannot_command_the_terminal_either():
    act = drafted("notices.send", "--audience", "public")
    act.write_bytes(act.read_bytes().replace(b'"kaz-14"', b'"kaz\\u001b[2J"'))
    told = refused("act", "show", "act.json")
    assert ("\x1b" in told, "act.json cannot be said: The field “notice”" in told) == (False, True)


def test_fields_of_every_type_can_be_told():
    told = {name: fields_of(name) for name in ACT_TYPES}
    assert ("notice", "characters", True) in told["notices.send"]
    assert ("to", "list of party", True) in told["notices.send"]
    assert run("act", "types", "charter.adopt")[0] == 0


def test_types_are_listed_with_what_they_do():
    out = run("act", "types")[1]
    assert {name for name in ACT_TYPES if f"{name} " in out} == set(ACT_TYPES)


def test_numbers_flags_and_tables_are_typed_as_the_act_holds_them():
    fields = read_fields("membership.enter_party", ["party=KAZ", "kind=state", "in_asia=true"])
    assert fields == {"party": "KAZ", "kind": "state", "in_asia": True}
    assert read_fields("openings.erase", ["act=17"]) == {"act": 17}
    contest = ["claimants.1.name=B", "claimants.0.name=A", "claimants.0.papers.0.reference=No. 1"]
    assert read_fields("officers.contest", contest) == {
        "claimants": [{"name": "A", "papers": [{"reference": "No. 1"}]}, {"name": "B"}]
    }


PROPOSAL = ["decision=plan", "party=KAZ", "matter=rules", "body=soc", "title=Plan", "text.en=So be it."]
ADMISSION = {"kind": "admission", "party": "KWT", "status": "member"}
AMENDMENT = {
    "kind": "charter",
    "in_force": "2027-01-01",
    "changes": [{"part": "quorum", "rule": {"numerator": 3, "text": {"en": "Three quarters"}}}],
}


@pytest.mark.parametrize(
    ("given", "effect"),
    [
        (["effect.kind=admission", "effect.party=KWT", "effect.status=member"], ADMISSION),
        (['effect:={"kind": "admission", "party": "KWT", "status": "member"}'], ADMISSION),
        (
            [
                "effect.kind=charter",
                "effect.in_force=2027-01-01",
                "effect.changes.0.part=quorum",
                "effect.changes.0.rule.numerator:=3",
                "effect.changes.0.rule.text.en=Three quarters",
            ],
            AMENDMENT,
        ),
    ],
    ids=["admission", "as JSON", "charter"],
)
def test_effect_of_a_proposal_is_typed_by_its_kind(given, effect):
    assert read_fields("decisions.propose", [*PROPOSAL, *given])["effect"] == effect


def test_undertakings_are_typed_one_by_one():
    given = [
        "undertakings.0.number=1",
        "undertakings.0.parties=KAZ",
        "undertakings.0.parties=CHN",
        "undertakings.0.what.en=A report",
        "undertakings.1.number=2",
        "undertakings.1.bodies=soc",
    ]
    assert read_fields("decisions.conclude", given)["undertakings"] == [
        {"number": 1, "parties": ["KAZ", "CHN"], "what": {"en": "A report"}},
        {"number": 2, "bodies": ["soc"]},
    ]


def test_proposal_with_an_effect_is_drawn_up():
    effect = ["effect.kind=admission", "effect.party=KWT", "effect.status=member"]
    drawn = drafted("decisions.propose", given=[*PROPOSAL, *effect])
    assert json.loads(drawn.read_bytes())["body"]["effect"] == ADMISSION


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("effect.knid=charter", "decisions.propose has no field “effect.knid”: it has kind, party, status"),
        ("effect.changes.first.part=quorum", "decisions.propose has no field “effect.changes.first.part”"),
        ("effect.party.en=Kuwait", "decisions.propose has no field “effect.party.en”"),
        ("effect.kind=admittance", "“admittance” is none of 'admission', 'status_end', 'chair'"),
        (
            "effect.kind=admission",
            "The field “effect.party” of decisions.propose is not as it has to be: it is missing",
        ),
    ],
)
def test_effect_that_is_typed_wrongly_is_told(given, said):
    assert said in refused("act", "draft", "decisions.propose", *WHO, *sets(*PROPOSAL, given), *BY_HAND)


def test_fields_of_an_effect_are_told_for_each_kind():
    told = {name: said for name, said, _required in fields_of("decisions.propose")}["effect"]
    assert told.startswith("table of a kind: admission (party, status) | status_end (party, status, manner, on) | ")
