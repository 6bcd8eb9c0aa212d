"""Requests as one Markdown text, for a model that cuedeck does not reach: a person carries them there and back."""

from collections.abc import Iterator, Sequence

from cuedeck.decks.asking.requests import Request

_HEAD = """\
# Flashcards for {count}

Paste this text into a chat with a model, save what it answers to a file, and read that with
`cuedeck write --take FILE`. Longer texts may go in parts; each note stands by itself.

"""
_FORM = """\

Answer each note with one JSON object of this form, and nothing else:

    {"text": "MARK", "cards": [{"question": "...", "answer": "...", "items": [], "quote": "..."}]}

MARK is what stands behind `Note` in its heading.
"""


def sheet(requests: Sequence[Request]) -> Iterator[str]:
    """The text, part by part: what a model is told, wherever that changes, and each section."""
    notes = len({request.note for request in requests})
    told = ""
    yield _HEAD.format(count=f"{notes} note{_s(notes)}")
    for request in requests:
        prompt = request.prompt.filled("its heading names")
        if prompt != told:
            told = prompt
            yield f"## What to do\n\n{prompt}\n{_FORM}"
        yield f"\n## Note {request.mark}, at most {request.most} card{_s(request.most)}\n\n{request.user}\n"


def _s(number: int) -> str:
    return "" if number == 1 else "s"
