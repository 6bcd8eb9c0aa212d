"""The moment beside the card: a recording of the vault plays in the page from the card's second."""

import base64
import time
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.study.recordings import Recordings
from cuedeck.decks.study.views import Moment
from tests.review_page import press
from tests.studying_page import Table, rate
from tests.vaults import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FILM = """---
title: Film
video: film.webm
---
What moves?::A square [00:02]
"""
RECORD = """async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [160, 90];
    const pen = canvas.getContext("2d");
    const drawn = setInterval(() => {
        pen.fillStyle = "white";
        pen.fillRect(0, 0, 160, 90);
        pen.fillStyle = "teal";
        pen.fillRect((performance.now() / 40) % 140, 30, 20, 30);
    }, 40);
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm;codecs=vp8" });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((done) => (recorder.onstop = done));
    recorder.start();
    await new Promise((done) => setTimeout(done, 4000));
    recorder.stop();
    await ended;
    clearInterval(drawn);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
"""Records four seconds of a square that moves."""


def sound(file: Path, seconds: int = 6) -> Path:
    """Write silence."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(16_000 * seconds))
    return file


def wait(page: "Page", until: str) -> None:
    """Wait until something is true of the recording."""
    end = time.monotonic() + 20
    while not page.evaluate(f"(({{ currentTime, readyState }}) => {until})(document.getElementById('recording'))"):
        assert time.monotonic() < end
        page.wait_for_timeout(20)


def played(page: "Page") -> tuple[float, bool]:
    """At which second the recording is, and whether it plays."""
    wait(page, "readyState >= 2")
    found = page.evaluate("(({ currentTime, paused }) => [currentTime, !paused])(document.getElementById('recording'))")
    return found[0], found[1]


def test_keys_are_heard_after_a_click_on_the_player(table: Table, context: "BrowserContext") -> None:
    """Its own controls take the blank, and no rating."""
    sound(table.vault / "sea" / "recordings" / "harbour walk.wav")
    page = table.open(context)
    rate(page)
    press(page, "Space")
    box = page.locator("#recording").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 24, box["y"] + box["height"] / 2)
    wait(page, "readyState >= 2")
    before = page.locator("#card").get_attribute("data-guid")
    press(page, "3")
    assert page.locator("#card").get_attribute("data-guid") != before


def test_a_sound_of_the_vault_plays_from_the_second_of_the_card(table: Table, context: "BrowserContext") -> None:
    """Asked for in parts; the key pauses it and plays it again from there, and it is silent once the card is rated."""
    sound(table.vault / "sea" / "recordings" / "harbour walk.wav")
    page = table.open(context)
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if "/recording/" in answer.url else None)
    rate(page)
    press(page, "p")
    assert page.locator("#recording").is_hidden()
    press(page, "Space")
    assert page.get_by_role("button", name="Play from 0:03").is_visible()
    assert played(page) == (3, False)
    press(page, "p")
    wait(page, "currentTime > 3.05")
    second, is_playing = played(page)
    assert 3 < second < 6
    assert is_playing
    press(page, "p")
    assert not played(page)[1]
    press(page, "p")
    assert played(page)[0] < second + 1
    assert set(answers) == {206}
    press(page, "3")
    assert page.evaluate("[...document.querySelectorAll('audio, video')].every((one) => one.paused)")
    assert table.messages == []


def test_a_video_of_the_vault_plays_from_the_second_of_the_card(
    table: Table, browser: "Browser", context: "BrowserContext"
) -> None:
    """One that a browser recorded."""
    with browser.new_context() as recording:
        film = recording.new_page().evaluate(RECORD)
    write(table.vault, {"sea/film.md": FILM})
    (table.vault / "sea" / "film.webm").write_bytes(base64.b64decode(film))
    table.reads()
    page = table.open(context)
    while "What moves?" not in page.inner_text("#card"):
        press(page, "x")
    press(page, "Space")
    assert page.locator("video#recording").is_visible()
    assert played(page) == (2, False)
    page.get_by_role("button", name="Play from 0:02").click()
    wait(page, "currentTime > 2.05")
    assert played(page)[1]
    assert table.messages == []


def test_a_recording_that_cannot_be_played_is_told(table: Table, context: "BrowserContext") -> None:
    """And the card stays as it is."""
    (table.vault / "sea" / "harbour walk.wav").write_text("no sound", "utf-8")
    page = table.open(context)
    press(page, "Space")
    page.get_by_text("This browser cannot play the recording.").wait_for()
    assert page.locator("#recording").is_hidden()
    press(page, "3")
    assert table.ratings == [3]


@pytest.mark.parametrize(
    ("recording", "url", "lies"),
    [
        ("talk.mp3", None, "sea/talk.mp3"),
        ("media/talk.mp3", None, "media/talk.mp3"),
        ("../media/talk.mp3", None, "media/talk.mp3"),
        ("talk.mp3", None, "deep/in/the/vault/talk.mp3"),
        ("a talk #1.mp3", None, "sea/a talk #1.mp3"),
        ("TALK", "../media/TALK.mp3#t=70", "media/TALK.mp3"),
        ("TALK", "media/a%20talk.MP4#t=70", "media/a talk.MP4"),
    ],
)
def test_a_recording_is_found_where_notes_mean_it(tmp_path: Path, recording: str, url: str | None, lies: str) -> None:
    """Beside the note, from the vault, from where decks are written, or by its name alone; the template's too."""
    write(tmp_path, {lies: "", "decks/sea.html": ""})
    moment = Moment(time="1:10", seconds=70, url=url, recording=recording)
    found = Recordings((tmp_path, tmp_path / "decks")).of(moment, "sea/harbour.md")
    assert found is not None
    assert found.file == tmp_path.resolve() / lies
    assert found.element == ("video" if lies.endswith("MP4") else "audio")


@pytest.mark.parametrize(
    ("recording", "url"),
    [
        ("../outside.mp3", None),
        ("/etc/passwd", None),
        ("secret.txt", None),
        ("link.mp3", None),
        ("", None),
        ("IQJ4DBkCnco", "https://www.youtube.com/watch?v=IQJ4DBkCnco&t=81s"),
        ("https://media.example/talk.mp3", "https://media.example/talk.mp3#t=70"),
        ("//media.example/talk.mp3", None),
        ("http://[", None),
        ("talk\0.mp3", None),
    ],
)
def test_nothing_else_is_taken_for_a_recording(tmp_path: Path, recording: str, url: str | None) -> None:
    """What lies outside of the vault, is no recording, or lies on the web."""
    vault = write(tmp_path / "vault", {"secret.txt": ""})
    write(tmp_path, {"outside.mp3": ""})
    (vault / "link.mp3").symlink_to(tmp_path / "outside.mp3")
    recordings = Recordings((vault, tmp_path))
    assert recordings.of(Moment(time="1:10", seconds=70, url=url, recording=recording), "harbour.md") is None
    assert recordings.known == {}
