"""Why a note gives no card at all, as one reason for its writer."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuedeck.extract.coverage import Coverage
from cuedeck.extract.text.texts import texts
from cuedeck.notes.note import Note, Section

if TYPE_CHECKING:
    from cuedeck.extract.extraction import Extraction

_WITHOUT_BLANKS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Letters of scripts that set no blanks between words, or are read by no rule: Thai, Burmese, Khmer, Chinese and others."""
_OTHER_SCRIPT = 0.3
"""Share of such letters in a note that is written in them; one in another script may quote some."""


@dataclass(frozen=True, slots=True)
class Barren:
    """Why a note has no card."""

    reason: str
    """A sentence without its full stop."""
    is_meant: bool = False
    """Whether its writer wants none."""


def why_barren(note: Note, extraction: "Extraction", told: Coverage) -> Barren:
    """Why a note has no card, as far as one reason can tell."""
    if not note.root.blocks and not note.root.sections:
        return Barren("it is empty, a list of links, or only says that there is nothing to say")
    if not _has_blocks(note.root):
        return Barren("it has headings only")
    if _is_skipped(note.root):
        return Barren("its writer wants none from it", is_meant=True)
    return Barren(_turned_down(extraction) or _untouched(note, extraction, told))


def _turned_down(extraction: "Extraction") -> str | None:
    """Why candidates of a note became no card, None where it has no candidate."""
    if extraction.rejected:
        candidates = len(extraction.rejected)
        ((reason, _),) = Counter(one.reasons[0] for one in extraction.rejected).most_common(1)
        each = "the one that it could give is" if candidates == 1 else f"all {candidates} that it could give are"
        return f"{each} turned down{', most of them for this' * (candidates > 1)}: {reason}"
    return "the kinds of cards that it could give are switched off" if extraction.switched_off else None


def _untouched(note: Note, extraction: "Extraction", told: Coverage) -> str:
    """Why a note has no candidate."""
    if not extraction.of_prose or _is_of_other_script(note):
        return "sentences give none in its language; lists, tables and marks such as `term:: meaning` do"
    if extraction.silent:
        return Counter(one.reason for one in extraction.silent).most_common(1)[0][0]
    if not told.sentences:
        return "it says nothing in sentences, labels or tables"
    return "none of its sentences says what a rule asks for; a mark such as `term:: meaning` always gives one"


def _is_skipped(section: Section) -> bool:
    """Whether all that a section and those below it say is skipped."""
    return (section.skipped or not section.blocks) and all(
        below.skipped or _is_skipped(below) for below in section.sections if _has_blocks(below)
    )


def _has_blocks(section: Section) -> bool:
    return bool(section.blocks) or any(map(_has_blocks, section.sections))


def _is_of_other_script(note: Note) -> bool:
    said = "".join(text.plain for text in texts(note.root))
    letters = sum(map(str.isalpha, said))
    return len(_WITHOUT_BLANKS.findall(said)) > _OTHER_SCRIPT * letters
