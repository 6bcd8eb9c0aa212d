"""What is wrong with notes, and what of them is on no card."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cuedeck.decks.app import corrections
from cuedeck.decks.app.deck_files import entries_of, others
from cuedeck.decks.app.finding import Finding, Sort, problem
from cuedeck.decks.app.pipeline import Progress, collect
from cuedeck.decks.page.media import find_images
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found."""

    vault: Path
    notes: int
    findings: tuple[Finding, ...]
    """By sort, problems first, then by note and line."""
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""

    @property
    def has_problems(self) -> bool:
        """Whether anything needs to be put right; other findings are for information."""
        return any(finding.sort is Sort.PROBLEM for finding in self.findings)


def check(notes: Path, directory: Path, *, jobs: int | None = 1, progress: Progress | None = None) -> Checked:
    """Check the notes in a folder or file, and the decisions about cards that lie in a directory; writes nothing.

    Raises ConfigError, LedgerError, OSError.
    """
    orphans = tuple(_orphans(directory))
    vault = Vault.around(notes)
    found = collect(vault.files(notes), vault.config, jobs=jobs, progress=progress)
    _, missing = find_images(vault.folder, found.cards)
    lacking = (Problem(note=image.note, line=image.line, reason=image.reason) for image in missing)
    problems = map(problem, (*found.problems, *lacking))
    order = list(Sort)
    findings = sorted(
        (*problems, *found.findings, *orphans), key=lambda one: (order.index(one.sort), one.note, one.line)
    )
    remarks = (*found.remarks, *filter(None, [str(found.coverage)]))
    return Checked(vault=vault.folder, notes=found.notes, findings=tuple(findings), remarks=remarks)


def _orphans(directory: Path) -> Iterator[Finding]:
    """The entries of `cards.yaml` whose card is not in the notes any more."""
    decided = corrections.read(directory)
    remembered = {entry.guid: entry for shelf in others(directory, ()) for entry in entries_of(shelf)}
    if not remembered:
        return
    for guid, line in corrections.lines(directory).items():
        entry = remembered.get(guid)
        if entry is None or (entry.retired is not None and not decided[guid].drop):
            reason = "no card has this guid" if entry is None else "its card is no longer in the notes"
            path = (directory / corrections.NAME).resolve().as_posix()
            text = guid if entry is None else entry.question
            yield Finding(sort=Sort.ORPHAN, note=path, line=line, reason=reason, text=text)
