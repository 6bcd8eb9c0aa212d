"""What tests share, once for each process that runs them, and which of them are slow."""

import io
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from cuedeck.cards.card import Tier
from cuedeck.cards.draft import Draft
from cuedeck.decks.app.pool import hold_threads
from cuedeck.extract.parser.model import Model
from cuedeck.extract.parser.parse import Parse
from cuedeck.notes.study_settings import StudySettings
from tests.browser import chromium
from tests.model_server import ModelServer, serving, well
from tests.review_page import Review, reviewed
from tests.ships import VARIABLES
from tests.studying_page import Table, studied

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

hold_threads()
# What a shell runs in the background ignores Ctrl-C, and so would every process that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)
# How long an example takes tells of the machine and of what else runs on it, not of the code.
settings.register_profile("cuedeck", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cuedeck")


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Whatever asks for a browser is slow; all else that is says so itself, with `pytest.mark.slow`."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def _every_card_is_sure(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on what readers last said of a rule, unless it is marked `evidence`."""
    if "evidence" not in request.keywords:
        monkeypatch.setattr("cuedeck.extract.extraction.tier", lambda *_: Tier.SURE)


@pytest.fixture(autouse=True)
def _pages_speak_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the language of the system."""
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture(autouse=True)
def _nothing_is_remembered(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on what others left in the cache."""
    monkeypatch.setenv("CUEDECK_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium; skips the test where there is none."""
    with chromium() as started:
        yield started


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A browser of one's own, that remembers nothing."""
    with browser.new_context() as fresh:
        yield fresh


@pytest.fixture
def other_context(browser: "Browser") -> Iterator["BrowserContext"]:
    """Another one, that knows nothing of the first."""
    with browser.new_context() as fresh:
        yield fresh


@pytest.fixture
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Table]:
    """Somebody who studies, by the settings that a test asks for."""
    with studied(tmp_path, settings=StudySettings(**getattr(request, "param", {}))) as started:
        yield started


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Review]:
    """A review under way, one of whose cards is only offered."""

    def tier(draft: Draft, _: str) -> Tier:
        return Tier.OFFERED if "clove" in draft.question.plain.lower() else Tier.SURE

    monkeypatch.setattr("cuedeck.extract.extraction.tier", tier)
    with reviewed(tmp_path) as started:
        yield started


@pytest.fixture(scope="session", autouse=True)
def _keep_parses() -> Iterator[None]:
    """Parse a sentence once, in however many notes and builds it stands: its parse depends on nothing else."""
    kept: dict[tuple[str, str], Parse] = {}
    parses = Model.parses

    def once(model: Model, texts: Sequence[str]) -> list[Parse]:
        new = [text for text in texts if (model.name, text) not in kept]
        kept.update(((model.name, text), parse) for text, parse in zip(new, parses(model, new), strict=True))
        return [kept[model.name, text] for text in texts]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Model, "parses", once)
        yield


@pytest.fixture
def a_writer_of_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test in a folder of its own, with settings of its own, and without pauses."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in (*VARIABLES, "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr("cuedeck.decks.asking.client._PAUSES", (0.01, 0.01))


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A server with a good model."""
    with serving(well) as started:
        yield started
