"""Which server is asked, and as whom: from the command line, the environment or the user's own settings.

Never from a vault's settings: a vault that somebody else made must not be able to name where notes go.
"""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from cuedeck.notes import yaml_reader
from cuedeck.notes.config import ConfigError

ADDRESS, MODEL, KEY = "CUEDECK_WRITE_ADDRESS", "CUEDECK_WRITE_MODEL", "CUEDECK_WRITE_KEY"
"""Variables of the environment."""
NO_ADDRESS = (
    "no model server is named. Start one on this machine, such as `llama-server -m MODEL.gguf --port 8080` or `ollama serve`, "
    f"and name it: `cuedeck write --address http://127.0.0.1:8080/v1 --model NAME`, or by {ADDRESS} and {MODEL}; "
    "without a server, `cuedeck write --print` gives the requests to paste anywhere"
)
_CONFIG = "config.yaml"
_KEYS = ("address", "model", "prompt")
_CHAT = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Server:
    """Where requests go."""

    url: str
    """Of chat completions, as llama.cpp, vLLM, Ollama and most services have it."""
    model: str
    key: str | None = field(default=None, repr=False)
    """Sent to this server alone, and never told."""

    @property
    def host(self) -> str:
        """Its name and port, as messages have it."""
        return urlsplit(self.url).netloc

    @property
    def is_near(self) -> bool:
        """Whether it runs on this machine, so that nothing leaves it."""
        name = urlsplit(self.url).hostname or ""
        try:
            return name == "localhost" or ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSettings:
    """What a user has set for all their vaults."""

    address: str | None = None
    model: str | None = None
    prompt: Path | None = None
    """File of their own prompt, relative to that of the settings."""


def server(address: str | None, model: str | None, environment: Mapping[str, str] = os.environ) -> Server:
    """The server that the user names, by options first. Raises ConfigError where they name none, or no model."""
    own = own_settings()
    where = address or environment.get(ADDRESS) or own.address
    if not where:
        raise ConfigError(NO_ADDRESS)
    url = _url(where)
    name = model or environment.get(MODEL) or own.model
    if not name:
        raise ConfigError(f"no model is named: say which one {urlsplit(url).netloc} should use with --model NAME")
    return Server(url, name, _key(environment.get(KEY, "")))


def _key(value: str) -> str | None:
    """A key that a header can hold, None where there is none. Raises ConfigError, which does not tell it."""
    key = value.strip()
    if not (key.isascii() and key.isprintable()):
        raise ConfigError(f"{KEY} holds what stands in no key: a line break, or a letter beyond ASCII")
    return key or None


def _url(address: str) -> str:
    """The address of chat completions on a server whose address ends anywhere above it."""
    try:
        parts = urlsplit(address)
        _ = parts.port, (parts.hostname or "").encode("idna")
    except ValueError as error:
        raise ConfigError(f"{_shown(address)} is no address: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(f"{_shown(address)} is no address of a server, such as http://127.0.0.1:8080/v1")
    if parts.username or parts.password:
        raise ConfigError(f"an address holds no key; put the key into the variable {KEY}")
    return _completed(parts).geturl()


def _shown(address: str) -> str:
    """An address in a message, without what may be a password in it."""
    return "what was given" if "@" in address else f"`{address}`"


def _completed(parts: SplitResult) -> SplitResult:
    path = parts.path.rstrip("/")
    whole = path if path.endswith(_CHAT) else f"{path or '/v1'}{_CHAT}"
    return parts._replace(path=whole, fragment="")


def own_settings() -> OwnSettings:
    """What the user's own configuration folder says, whatever vault is read. Raises ConfigError."""
    path = Path(import_module("platformdirs").user_config_path("cuedeck")) / _CONFIG
    try:
        text = path.read_text("utf-8-sig")
        found = yaml_reader.parse(text)
    except FileNotFoundError:
        return OwnSettings()
    except yaml_reader.MappingError as error:
        raise ConfigError(f"{path}:{error.line}: {error.reason}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}:1: cannot be read ({error})") from error
    for key, value in found.items():
        if key not in _KEYS or not isinstance(value, str):
            line = yaml_reader.line_of(text, (key,))
            raise ConfigError(
                f"{path}:{line}: takes {', '.join(map('`{}`'.format, _KEYS))}, one line each, and nothing else"
            )
    said = {key: value for key, value in found.items() if isinstance(value, str) and value}
    prompt = path.parent / Path(said["prompt"]).expanduser() if "prompt" in said else None
    return OwnSettings(address=said.get("address"), model=said.get("model"), prompt=prompt)
