"""What is fuzzed: each target takes any text, and raises an exception where a promise breaks."""

from __future__ import annotations

import atexit
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from cuedeck.cards import ledger, written
from cuedeck.cards.card import GAP, Card, Face, Kind
from cuedeck.cards.face import enumeration, face, sanitised
from cuedeck.cards.json_lines import LinesError
from cuedeck.cards.making import undated
from cuedeck.decks.anki.fields import fields_of, tags_of
from cuedeck.decks.app import corrections
from cuedeck.decks.page.sheet import page
from cuedeck.decks.page.typeset import typeset
from cuedeck.decks.schedule.log import Log
from cuedeck.decks.schedule.log import text as text_of_reviews
from cuedeck.decks.schedule.states import Scheduler
from cuedeck.extract.covering import coverage
from cuedeck.extract.extraction import extract
from cuedeck.extract.parser.parser import NoParser
from cuedeck.notes import config
from cuedeck.notes.config import Config, ConfigError
from cuedeck.notes.fragment import fragment
from cuedeck.notes.markdown import blocks
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read, read_text
from cuedeck.notes.source import prepare
from cuedeck.notes.stamp_evidence import witness_of
from cuedeck.notes.stamp_trust import judge
from cuedeck.notes.study_settings import StudySettings


class BrokenError(AssertionError):
    """A promise that does not hold."""


@dataclass(frozen=True, slots=True)
class Target:
    """One part of the program."""

    grammar: str
    """The name of the one that its inputs are made by."""
    meets: Callable[[str], None]
    """Give it an input."""


def _meets_reader(text: str) -> None:
    """Any file is a note or a problem."""
    file = _folder() / "bees.md"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    read(file, path="bees.md", deck="bees", config=Config())


def _meets_stamps(text: str) -> None:
    """Times are found and judged, and code has its characters again."""
    text = _storable(text)
    source = prepare(text)
    blocks(source)
    source.stamps.restore(source.markdown)
    note = read_text(text, path="bees.md", deck="bees", config=Config())
    if isinstance(note, Note):
        judge([witness_of(note)])


def _meets_rules(text: str) -> None:
    """A note that can be read gives cards that can be shown."""
    note = read_text(_storable(text), path="bees.md", deck="bees", config=Config())
    if isinstance(note, Note):
        found = extract(note, NoParser())
        coverage(note, found)
        for one in undated(note, found.drafts):
            _check_shown(one.card)


def _meets_settings(text: str) -> None:
    """`cuedeck.yaml` is read or refused."""
    (_folder() / config.NAME).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        config.read(_folder())
    except ConfigError:
        return


def _meets_decisions(text: str) -> None:
    """`cards.yaml` is read or refused; what is read outlives that another decision is written into the file."""
    folder = _folder()
    (folder / corrections.NAME).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        known = corrections.read(folder)
        corrections.lines(folder)
        guid = next(iter(known), "guid-new")
        corrections.drop(folder, [guid, "guid-new"])
        after = corrections.read(folder)
    except ConfigError:
        return
    if any(after.get(one) != said for one, said in known.items() if one != guid):
        raise BrokenError("a decision was lost")


def _meets_ledger(text: str) -> None:
    """A ledger is refused, or written as it was read."""
    try:
        found = ledger.parse(text, "bees.ledger.jsonl")
    except LinesError:
        return
    if ledger.parse(ledger.dump(found), "bees.ledger.jsonl") != found:
        raise BrokenError("the ledger is another one")
    ledger.dump(found).encode()


def _meets_reviews(text: str) -> None:
    """Lines of a log are skipped, or written as they were read; they lead to a state of each card."""
    log, again = Log(), Log()
    log.read(text)
    again.read(text_of_reviews(review for own in log.reviews.values() for review in own))
    if again.reviews != log.reviews:
        raise BrokenError("the reviews are others")
    scheduler = Scheduler(StudySettings())
    for history in log.histories.values():
        state = scheduler.replayed(history)
        if state is None or state.reviews != len(history):
            raise BrokenError("a card has no state")
        scheduler.intervals(state, state.last + 1)


def _meets_written(text: str) -> None:
    """Written cards are refused, or written as they were read."""
    try:
        found = written.parse(text, "bees.written.jsonl")
    except LinesError:
        return
    again = written.parse(written.dump((*found.cards, *found.asked)), "bees.written.jsonl")
    if again != found:
        raise BrokenError("the file is another one")
    written.dump(found.cards).encode()


def _meets_rendering(text: str) -> None:
    """Whatever HTML a face is given, and whatever words, the page and the fields hold nothing that acts."""
    text = _storable(text)
    words = fragment(text)
    raw, said, listed = Face(plain=text, html=sanitised(text)), face(words), enumeration((words, words), ordered=False)
    for question, answer in ((raw, said), (said, listed), (listed, raw)):
        _check_shown(_card(question, answer))
    gap = Face(plain=GAP, html=f"{raw.html.replace(GAP, '')} {GAP} {said.html.replace(GAP, '')}")
    _check_shown(replace(_card(gap, raw), kind=Kind.CLOZE))


TARGETS: Mapping[str, Target] = {
    "reader": Target("note", _meets_reader),
    "stamps": Target("stamps", _meets_stamps),
    "rules": Target("note", _meets_rules),
    "settings": Target("settings", _meets_settings),
    "decisions": Target("decisions", _meets_decisions),
    "ledger": Target("ledger", _meets_ledger),
    "reviews": Target("reviews", _meets_reviews),
    "written": Target("written", _meets_written),
    "rendering": Target("html", _meets_rendering),
}

_ELEMENTS = frozenset(
    "b blockquote br code em i img li mark ol p pre s strong sub sup table tbody td th tr ul span svg g path rect title defs symbol use line text".split()
)
_ACTING = re.compile(
    r"\[sound:|\[/?anki:|\[/?latex\]|\[/?\$\$?\]|\[\[type:|[\x00-\x08\x0b-\x1f\x7f]|\{\{", re.IGNORECASE
)


class _Watch(HTMLParser):
    """Finds what must not stand in a face."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element. Raises BrokenError."""
        names = [name for name, _ in attrs]
        if tag not in _ELEMENTS or any(name.startswith(("on", "href", "xlink")) for name in names):
            raise BrokenError(f"<{tag} {' '.join(names)}>")

    handle_startendtag = handle_starttag


def _check_shown(card: Card) -> None:
    """Set a card on the page and put it into the fields of Anki. Raises BrokenError."""
    for html in (card.question.html, card.answer.html):
        watch = _Watch()
        watch.feed(typeset(html))
        watch.close()
    shown = page("bees", [(card, _entry(card))], images={})
    if len(re.findall("<script", shown, re.IGNORECASE)) != 1:
        raise BrokenError("a script on the page")
    shown.encode()
    try:
        fields = fields_of(card, _entry(card), {})
    except ValueError as error:
        if "empty front" in str(error) or "without a gap or without an answer" in str(error):
            return
        raise
    tags_of(card, _entry(card))
    if card.kind is Kind.CLOZE:
        fields[0] = _without_gap(fields[0])
    for field in fields:
        if _ACTING.search(field):
            raise BrokenError(f"a field acts: {field[:200]!r}")
        field.encode()


def _without_gap(field: str) -> str:
    if field.count("{{c1::") != 1 or "}}" not in field:
        raise BrokenError(f"a cloze has not one gap: {field[:200]!r}")
    before, _, rest = field.partition("{{c1::")
    answer, _, after = rest.partition("}}")
    return f"{before} {answer} {after}"


def _card(question: Face, answer: Face) -> Card:
    return Card(
        guid="guid-1",
        kind=Kind.QA,
        question=question,
        answer=answer,
        context=(question.plain,),
        note=f"{answer.plain[:50]}.md",
        line=1,
        deck="bees",
        tags=(question.plain[:50],),
        path=(answer.plain,),
    )


def _entry(card: Card) -> ledger.Entry:
    return ledger.Entry(
        guid=card.guid,
        number=1,
        kind=card.kind,
        note=card.note,
        path=card.path,
        cue=None,
        question=card.question.plain,
        answer=card.answer.plain,
        content="",
        created=1_700_000_000,
        changed=1_700_000_000,
    )


def _storable(text: str) -> str:
    """A text as a file can hold it, which has no halves of characters."""
    return text.encode("utf-8", "replace").decode()


@cache
def _folder() -> Path:
    """A folder of this process, in which files are written anew for each input."""
    folder = Path(mkdtemp(prefix="cuedeck-fuzz-"))
    atexit.register(rmtree, folder)
    return folder
