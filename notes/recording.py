"""Recordings: where they are named in a note, and the link that opens one at a given second."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import parse_qs, urlsplit

KEYS = ("videoid", "video_id", "youtube_url", "video", "audio", "media", "media_link", "url")
"""Front-matter keys that name a recording, in lower case, the most telling first."""

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "www.youtube-nocookie.com"}
_BARE_ADDRESS = re.compile(r"(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com)/", re.IGNORECASE)
_NONE = frozenset({"true", "false", "yes", "no", "on", "off", "null", "none", "n/a", "~", "-"})
_ANY_ADDRESS = "{id}#t={seconds}"
_MEDIA = frozenset(".aac .flac .m4a .m4v .mkv .mov .mp3 .mp4 .mpeg .oga .ogg .ogv .opus .wav .webm".split())
_DURATION = re.compile(r"(?:pt)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s?)?")


@dataclass(frozen=True, slots=True)
class Recording:
    """A video or audio file that the note was made from."""

    id: str
    template: str | None
    """A link with `{id}` and `{seconds}` in it; None where the recording cannot be opened."""

    def link(self, seconds: int) -> str | None:
        """The address that opens the recording at that second."""
        if self.template is None:
            return None
        return self.template.replace("{id}", self.id).replace("{seconds}", str(seconds))


def recording(value: str, template: str | None = None) -> Recording | None:
    """The recording that an id or an address names; `template` wins over what the address itself suggests."""
    value = value.strip()
    if value.startswith("[[") and value.endswith("]]"):
        value = value[2:-2].partition("|")[0].strip()
    if not value or value.lower() in _NONE or any(letter.isspace() for letter in value):
        return None
    if _BARE_ADDRESS.match(value):
        value = f"https://{value}"
    if "://" not in value:
        return _from_id(value, template)
    known = _from_address(value)
    return _opened(known.id, template) if known and template else known


def recording_of(front_matter: Mapping[str, object], template: str | None = None) -> Recording | None:
    """The recording that a note's front matter names."""
    named = {key.lower(): value for key, value in front_matter.items()}
    for key in KEYS:
        value = named.get(key)
        if isinstance(value, str) and (found := recording(value, template)):
            return found
    return None


def named_in(front_matter: Mapping[str, object]) -> str:
    """The address, id or path that a note's front matter names as its recording, as it stands there; empty for none."""
    values = {key.lower(): value for key, value in front_matter.items()}
    told = (str(values.get(key) or "").strip() for key in KEYS if isinstance(values.get(key), str))
    bare = (value[2:-2].partition("|")[0].strip() if value.startswith("[[") else value for value in told)
    return next((value for value in bare if value and value.lower() not in _NONE), "")


def is_media(known: Recording) -> bool:
    """Whether what is named is certain to be a recording: the address of a page may lead to anything."""
    is_page = known.template == _ANY_ADDRESS and PurePosixPath(known.id.partition("?")[0]).suffix.lower() not in _MEDIA
    return not is_page


def duration(value: str) -> int | None:
    """Seconds of a time as links write it: `95`, `95s`, `1h2m3s`, `PT1H2M3S`; None where it is none."""
    value = value.strip().lower()
    match = _DURATION.fullmatch(value)
    if match is None or not value:
        return None
    hours, minutes, secs = (int(field or 0) for field in match.groups())
    return hours * 3600 + minutes * 60 + secs


def _from_id(value: str, template: str | None) -> Recording:
    if template is None and _YOUTUBE_ID.fullmatch(value):
        template = "https://www.youtube.com/watch?v={id}&t={seconds}s"
    return _opened(value, template)


def _opened(name: str, template: str | None) -> Recording:
    """A recording, which no template can open where the name makes no address with it."""
    known = Recording(name, template)
    return known if is_address(known.link(0) or "") else Recording(name, None)


def is_address(link: str) -> bool:
    """Whether a link has the form of an address: `http://[` has not."""
    try:
        urlsplit(link)
    except ValueError:
        return False
    return True


def _from_address(address: str) -> Recording | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    if found := _youtube_id(parts.hostname, parts.path, parts.query):
        return _from_id(found, None)
    if parts.hostname.removeprefix("www.") == "vimeo.com" and (number := PurePosixPath(parts.path).name).isdigit():
        return Recording(number, "https://vimeo.com/{id}#t={seconds}s")
    # Media Fragments URI 1.0 (W3C): `#t=` asks any player that knows it to start there.
    bare = address.partition("#")[0]
    return Recording(bare, _ANY_ADDRESS)


def _youtube_id(host: str, path: str, query: str) -> str | None:
    if host == "youtu.be":
        candidate = path.strip("/")
    elif host in _YOUTUBE_HOSTS:
        parts = PurePosixPath(path).parts
        embedded = len(parts) == 3 and parts[1] in {"embed", "live", "shorts", "v"}
        candidate = parts[2] if embedded else (parse_qs(query).get("v") or [""])[0]
    else:
        return None
    return candidate if _YOUTUBE_ID.fullmatch(candidate) else None
