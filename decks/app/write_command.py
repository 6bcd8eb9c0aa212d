"""`cuedeck write`: what is asked of a model, or printed for one, or taken from what one said."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cuedeck.decks.app import saving
from cuedeck.decks.app.bars import asking_bar
from cuedeck.decks.app.console import DONE, PROBLEMS, WRONG_USE, say, show, tell
from cuedeck.decks.app.conversation import Outcome, ask_all
from cuedeck.decks.app.listing import count, problem_text
from cuedeck.decks.app.saving import HAND, Saved
from cuedeck.decks.app.transaction import alone
from cuedeck.decks.app.writing import Work
from cuedeck.decks.asking import by_hand
from cuedeck.decks.asking.client import Client, ServerError
from cuedeck.decks.asking.prompt import Prompt, PromptError, own_prompt
from cuedeck.decks.asking.replies import ReplyError, read_replies
from cuedeck.decks.asking.requests import Request
from cuedeck.decks.asking.server import Server, own_settings, server
from cuedeck.notes.config import ConfigError

_ALL_ASKED = "all of it was asked already; --again asks once more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a model is to be asked."""

    address: str | None
    model: str | None
    jobs: int
    patience: float
    """Seconds that a reply may take."""
    proxy: bool
    """Whether the proxy is used that the environment names."""
    agrees: Callable[[str], bool] | None
    """Asks the user whether notes may leave their machine; None where nobody is there to be asked."""


@dataclass(slots=True)
class _Tally:
    """What came of all replies so far."""

    replies: int = 0
    sections: int = 0
    cards: int = 0
    doubted: int = 0
    refused: int = 0
    problems: int = 0
    """Sections without a usable reply."""

    def take(self, outcome: Outcome) -> None:
        """Count what came of one more message."""
        self.doubted += outcome.doubted
        if outcome.problem is not None:
            self.problems += outcome.sections
        else:
            self.replies += 1
        if outcome.saved is not None:
            self.add(outcome.saved)

    def add(self, saved: Saved) -> None:
        """Count one more reply with cards."""
        self.sections += saved.sections
        self.cards += saved.cards
        self.refused += len(saved.refused)

    def __str__(self) -> str:
        unread = f", {count(self.problems, 'section')} without a usable reply" if self.problems else ""
        asked = f" from {count(self.sections, 'section')}" if self.sections else ""
        offered = f", {self.doubted} only offered" if self.doubted else ""
        return f"{count(self.cards, 'card')}{asked}{offered}, {self.refused} refused{unread}"


def prompt(path: Path | None) -> Prompt | None:
    """The prompt in a file that the user names, here or in their settings, None for that of the language.

    Raises ConfigError, OSError.
    """
    own = path or own_settings().prompt
    try:
        return None if own is None else own_prompt(own)
    except PromptError as error:
        raise ConfigError(str(error)) from error


def dry_run(of: Work, wish: Wish) -> int:
    """Tell what would be sent where."""
    try:
        where = server(wish.address, wish.model).url
    except ConfigError as error:
        where = "(no server yet)"
        say(str(error))
    _tell_problems(of)
    show(
        [
            f"{_extent(of)} would be sent to {where}",
            f"about {of.tokens:,} tokens in and out, {count(len(of.requests), 'request')}{_again(of)}",
            *map(_request_text, of.requests),
        ]
    )
    return PROBLEMS if of.problems else DONE


def _again(of: Work) -> str:
    """What is sent besides, once there are cards."""
    return ", and as many to have the new cards read" if any(asking.reader for asking in of.askings) else ""


def _request_text(request: Request) -> str:
    sections, cards = count(len(request.passages), "section"), count(request.most, "card")
    return f"    {request.note}:{request.line}: {sections}, {request.words} words, at most {cards}"


def print_requests(of: Work) -> int:
    """Print the requests as one Markdown text."""
    _tell_problems(of)
    if not of.requests:
        say(_ALL_ASKED)
        return DONE
    show(["".join(by_hand.sheet(of.requests)).rstrip()])
    return PROBLEMS if of.problems else DONE


def take_replies(of: Work, file: Path, directory: Path, model: str | None) -> int:
    """Read replies that a person carried here."""
    by = model or HAND
    try:
        replies = list(read_replies(file.read_bytes().decode("utf-8-sig"), by))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}:1: not UTF-8 text") from error
    except ReplyError as error:
        raise ConfigError(f"{file}:1: {error}") from error
    if not replies:
        raise ConfigError(f'{file}:1: holds no cards; a reply is JSON such as {{"cards": [...]}}')
    tally = _Tally()
    for saved in saving.take(of, replies, directory, by=by):
        tally.add(saved)
        tell(f"refused: {reason}" for reason in saved.refused)
    show([str(tally)])
    return DONE if tally.cards else PROBLEMS


def ask(work: Callable[[], Work], directory: Path, wish: Wish) -> int:
    """Ask a model, and write down what it says as it comes; what is to be asked is found once nobody else asks there."""
    whom = server(wish.address, wish.model)
    with alone(directory, "write") as first:
        if not first:
            raise ConfigError(f"{directory}: another `cuedeck write` is at work there; ask for what it leaves after it")
        return _ask(work(), directory, whom, wish)


def _ask(of: Work, directory: Path, whom: Server, wish: Wish) -> int:
    _tell_problems(of)
    if not of.requests and not of.unread:
        say(_ALL_ASKED if of.notes else "no notes found; notes are .md, .markdown and .mdx files")
        return PROBLEMS if of.problems or not of.notes else DONE
    if not whom.is_near and not _agrees(_question(of, whom), wish):
        say("nothing was sent")
        return DONE
    return _asked(of, directory, whom, wish)


def _asked(of: Work, directory: Path, whom: Server, wish: Wish) -> int:
    tally, stopped = _Tally(), False
    client = Client(whom, patience=wish.patience, proxy=wish.proxy)
    try:
        with asking_bar(of.sections) as told:
            for outcome in ask_all(of, client.ask, directory, by=whom.model, jobs=wish.jobs):
                tally.take(outcome)
                told(outcome.sections, str(tally))
                told_of = filter(None, (outcome.problem, outcome.remark))
                tell(problem_text(one, of.vault) for one in told_of)
    except ServerError as error:
        stopped = True
        say(f"{error}; what was answered by then is saved" if tally.replies else str(error))
    finally:
        client.close()
        if tally.replies:
            show([str(tally)])
    if stopped and not tally.replies:
        return WRONG_USE
    return PROBLEMS if stopped or tally.problems or of.problems else DONE


def _agrees(question: str, wish: Wish) -> bool:
    if wish.agrees is None:
        raise ConfigError(f"{question}: agree to that with --yes")
    return wish.agrees(question)


def _question(of: Work, whom: Server) -> str:
    way = "" if whom.url.startswith("https:") else ", unencrypted"
    return f"{_extent(of)} will be sent to {whom.host}{way}"


def _extent(of: Work) -> str:
    unread = count(sum(len(one.faces) for one in of.unread), "card")
    sections = f"{count(of.sections, 'section')} of {count(of.notes_asked, 'note')} ({of.words:,} words)"
    return " and ".join([sections] * bool(of.requests) + [unread] * bool(of.unread)) or "nothing"


def _tell_problems(of: Work) -> None:
    tell(problem_text(problem, of.vault) for problem in of.problems)
