"""`cuedeck review` as its user runs it: a process that prints an address, serves it, and ends."""

import signal
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.serving import first_line, serving
from tests.vaults import run, sea


def reviewing(folder: Path, *options: object) -> AbstractContextManager["subprocess.Popen[str]"]:
    """Start a review of a small vault."""
    return serving(folder, "review", sea(folder), *options)


def test_the_first_line_is_an_address_of_this_machine_that_can_be_opened_at_once(tmp_path: Path) -> None:
    """Ctrl-C ends it; nothing was connected to, and only loopback was listened on."""
    with reviewing(tmp_path) as process:
        address = first_line(process)
        host, _, token = address.partition("/?token=")
        assert host.startswith("http://127.0.0.1:")
        assert len(token) >= 32
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        for page in (address, f"{host}/api/state"):
            with opener.open(page, timeout=20) as answer:
                assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.build_opener().open(f"{host}/api/state", timeout=20)
        assert refused.value.code == 403
        refused.value.close()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "")
    assert err.splitlines()[-1] == "cuedeck: review ended"
    assert "Traceback" not in err
    tried = (tmp_path / "log").read_text("utf-8").splitlines()
    # Somebody else may have the usual port.
    assert tried
    assert set(tried) <= {f"socket.bind (('127.0.0.1', {port}),)" for port in (41414, 0)}


def test_it_ends_when_nobody_is_there_any_more(tmp_path: Path) -> None:
    """And says so."""
    with reviewing(tmp_path, "--idle", 0.02) as process:
        assert first_line(process)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert err.splitlines()[-1] == "cuedeck: review ended: no page was open any more"


def test_it_speaks_the_language_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the pages of decks do."""
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    with reviewing(tmp_path) as process:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(first_line(process), timeout=20) as answer:
            assert '<html lang="de">' in answer.read().decode()


def test_it_stays_when_told_to(tmp_path: Path) -> None:
    """For ever, as far as a test can wait."""
    with reviewing(tmp_path, "--idle", 0) as process:
        assert first_line(process)
        time.sleep(3)
        assert process.poll() is None


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("nowhere",), "nowhere: no such file or folder"),
        (("vault", "--since", "soon"), "--since takes `all` or a date such as 2026-11-28, not `soon`"),
        (("vault", "-o", "code"), "holds Python code"),
    ],
)
def test_wrong_use_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    told: str,
) -> None:
    """In one sentence, before anything is served."""
    monkeypatch.chdir(tmp_path)
    sea(tmp_path)
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "__init__.py").touch()
    assert run("review", *options, "--no-open") == 2
    out, err = capsys.readouterr()
    assert (out, told in err) == ("", True)
