"""How cards of real notes come out on paper: what overflows, how large the files are, how long they take.

    python -m bench.printing --notes NOTES [--texts N]

Text overflows where an engine sets it higher or wider than the place that was computed for it.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cuedeck.cards.changes import reconcile
from cuedeck.cards.face import face
from cuedeck.decks.app.pipeline import collect
from cuedeck.decks.app.pool import hold_threads
from cuedeck.decks.page.words import wording
from cuedeck.decks.paper.choices import Codes, Layout
from cuedeck.decks.paper.document import documents
from cuedeck.decks.paper.job import job
from cuedeck.decks.paper.pdf import pdf
from cuedeck.decks.paper.print_card import Pair, Reason, leaves
from cuedeck.extract.text.texts import texts
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read
from cuedeck.notes.vault import Vault

_THOUSAND = 1000
_KINDS = frozenset("ctkm")
"""What has a computed place and holds text of unknown length."""
_TOLERANCE = 0.5
"""CSS pixels of height; 0.13 mm."""
_HANGING = 10
"""CSS pixels of width; blanks at the end of a line of code stand out, and cannot be seen."""
_FIND = """([places, tolerance, hanging]) => {
  const sizes = Object.fromEntries([...document.styleSheets[0].cssRules]
    .filter(rule => /^\\.p\\d+$/.test(rule.selectorText))
    .map(rule => [rule.selectorText.slice(1), [parseFloat(rule.style.width), parseFloat(rule.style.height)]]))
  const isTooLarge = place => {
    const name = [...place.classList].find(name => name in sizes)
    const [width, height] = sizes[name].map(side => side * 96 / 25.4)
    const text = document.createRange()
    text.selectNodeContents(place)
    return [place, text].some(one => {
      const box = one.getBoundingClientRect()
      return box.width > width + hanging || box.height > height + tolerance
    })
  }
  return [...document.querySelectorAll(places)].filter(isTooLarge).map(place => place.textContent.slice(0, 80))
}"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 1 where text overflows."""
    parser = argparse.ArgumentParser(prog="python -m bench.printing")
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=2000, help="list items and paragraphs to set besides the cards")
    options = parser.parse_args(arguments)
    hold_threads()
    pairs = _numbered(options.notes)
    overflowing = _fit("cards", pairs) + _fit("texts", _as_answers(options.notes, pairs[0], options.texts))
    _weigh(pairs[:_THOUSAND])
    return 1 if overflowing else 0


def _numbered(notes: Path) -> list[Pair]:
    """The cards of notes with numbers as a first build gives them."""
    vault = Vault.around(notes)
    found = collect(vault.files(notes), vault.config, jobs=None)
    first = reconcile({}, found.decks, now=1)
    return [(card, first[deck].entries[card.guid]) for deck, cards in found.decks.items() for card in cards]


def _as_answers(notes: Path, model: Pair, most: int) -> list[Pair]:
    """Texts of notes, picked evenly and whatever their length, as the answers of cards like `model`."""
    vault = Vault.around(notes)
    read_notes = (read(file.file, path=file.path, deck=file.deck, config=vault.config) for file in vault.files(notes))
    found = [text for note in read_notes if isinstance(note, Note) for text in texts(note.root) if text.plain.strip()]
    picked = found[:: max(1, len(found) // most)][:most]
    card, entry = model
    return [
        (replace(card, guid=str(number), answer=face(text)), replace(entry, number=number))
        for number, text in enumerate(picked, 1)
    ]


def _html(pairs: Sequence[Pair], codes: Codes) -> tuple[list[str], dict[Reason, int]]:
    """The documents of cards, and how many are set otherwise for each reason."""
    ready, without = leaves(pairs, images={}, codes=codes)
    made, misfits = documents("bench", ready, job(Layout.CARDS), wording("en"))
    counts = {reason: sum(one.reason is reason for one in (*without, *misfits)) for reason in Reason}
    return [document.html for document in made], counts


def _fit(name: str, pairs: Sequence[Pair]) -> int:
    """Tell how many cards are set otherwise and how much text overflows in each engine."""
    pages, counts = _html(pairs, Codes.CARD)
    _say(f"{len(pairs)} {name}")
    for reason, count in counts.items():
        _say(f"  {count:5} ({count / len(pairs):.1%}) {reason.value}")
    overflows = {"Chromium": [*_in_chromium(pages)], "WeasyPrint": [*_in_weasyprint(pages)]}
    for engine, found in overflows.items():
        _say(f"  {len(found):5} overflow in {engine}")
        for text in found[:10]:
            _say(f"        {text}")
    return sum(map(len, overflows.values()))


def _in_chromium(pages: Sequence[str]) -> Iterator[str]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where Chromium is

    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for html in pages:
            file = Path(folder) / "page.html"
            file.write_text(html, "utf-8")
            page = browser.new_page()
            page.goto(file.as_uri())
            yield from page.evaluate(_FIND, [", ".join(f".{kind}" for kind in sorted(_KINDS)), _TOLERANCE, _HANGING])
        browser.close()


def _in_weasyprint(pages: Sequence[str]) -> Iterator[str]:
    import weasyprint  # noqa: PLC0415 - heavy

    for html in pages:
        for page in weasyprint.HTML(string=html).render().pages:
            for box in _boxes(page._page_box):  # noqa: SLF001
                if _has_place(box) and _is_too_large(box):
                    yield "".join(box.element.itertext())[:80]


def _has_place(box: Any) -> bool:  # noqa: ANN401 - the library has no types
    """Whether a box holds text at a computed place."""
    kinds = (box.element.get("class") or "").split() if box.element is not None else []
    return "a" in kinds and not _KINDS.isdisjoint(kinds) and box.style["height"] != "auto"


def _boxes(box: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """All boxes below a box, those at places of their own included."""
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _is_too_large(box: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a box, or a line or picture in it, reaches beyond the place that its style names."""
    inner = [one for one in _boxes(box) if type(one).__name__ in {"LineBox", "TableBox", "TableCellBox"}]
    right = max((one.position_x + one.width for one in inner), default=0) - box.position_x
    bottom = max((one.position_y + one.height for one in inner), default=0) - box.position_y
    width, height = (box.style[side].value for side in ("width", "height"))
    return bool(right > width + _HANGING or bottom > height + _TOLERANCE)


def _weigh(pairs: Sequence[Pair]) -> None:
    """Tell the sizes of the files of so many cards, and what the codes cost; of three tries the fastest counts."""
    documents_of = {codes: _html(pairs, codes)[0] for codes in (Codes.CARD, Codes.NONE)}
    seconds, sizes = dict.fromkeys(documents_of, math.inf), dict.fromkeys(documents_of, 0)
    for codes, pages in [*documents_of.items()] * 3:
        started = time.process_time()
        sizes[codes] = sum(len(pdf(html).data) for html in pages)
        seconds[codes] = min(seconds[codes], time.process_time() - started)
    for codes, pages in documents_of.items():
        html_size, pdf_size = sum(len(html.encode()) for html in pages) / 1e6, sizes[codes] / 1e6
        _say(
            f"{len(pairs)} cards, codes: {codes}: HTML {html_size:.2f} MB, "
            f"PDF {pdf_size:.2f} MB in {seconds[codes]:.1f} s CPU"
        )
    _say(f"  codes take {seconds[Codes.CARD] / seconds[Codes.NONE]:.2f} times the CPU of none")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what this command is for


if __name__ == "__main__":
    sys.exit(main())
