"""What of a note its writer wants cards from."""

from dataclasses import replace

from cuedeck.extract.text.appendix import is_appendix
from cuedeck.notes.kept import kept
from cuedeck.notes.note import Note, Section


@kept
def wanted(note: Note) -> Note:
    """A note without the sections that its writer skips, and without those that only point elsewhere."""
    return replace(note, root=_wanted(note.root))


def _wanted(section: Section) -> Section:
    inner = tuple(_wanted(below) for below in section.sections if not (below.skipped or is_appendix(below.heading)))
    return replace(
        section,
        blocks=() if section.skipped else section.blocks,
        whole=() if section.skipped else section.whole,
        sections=inner,
    )
