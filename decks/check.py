"""What is wrong with notes, and what of them is on no card."""

from dataclasses import dataclass
from pathlib import Path

from decks.collect import Progress, collect
from decks.finding import Finding, Sort, problem
from decks.media import find_images
from notes.note import Problem
from notes.vault import Vault


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


def check(notes: Path, *, jobs: int | None = 1, progress: Progress | None = None) -> Checked:
    """Check the notes in a folder or file; reads no ledger and writes nothing. Raises ConfigError, OSError."""
    vault = Vault.around(notes)
    found = collect(vault.files(notes), vault.config, jobs=jobs, progress=progress)
    _, missing = find_images(vault.folder, found.cards)
    lacking = (Problem(note=image.note, line=image.line, reason=image.reason) for image in missing)
    problems = map(problem, (*found.problems, *lacking))
    order = list(Sort)
    findings = sorted((*problems, *found.findings), key=lambda one: (order.index(one.sort), one.note, one.line))
    remarks = (*found.remarks, *filter(None, [str(found.coverage)]))
    return Checked(vault=vault.folder, notes=found.notes, findings=tuple(findings), remarks=remarks)
