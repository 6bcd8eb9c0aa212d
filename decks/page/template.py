"""Pages: templates filled with values; the one module that knows the template engine."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_INLINE = "'unsafe-inline'"
"""What styles attributes may hold; browsers that know no other rule for elements take it for these, too."""


def fill(template: str, *, folders: tuple[Path, ...] = (), **values: object) -> str:
    """The text of a template, its gaps filled; values are escaped unless the template says otherwise.

    Looked for in one of `folders` after the other, then in `templates/` beside this module, as are those that it includes.
    """
    return _environment(folders).get_template(template).render(values)


def source(name: str, *, folder: Path = _TEMPLATES) -> str:
    """The text of a file in a folder of templates as it is."""
    return (folder / name).read_text("utf-8")


def policy(*, style: str, script: str | None = None, is_bare: bool = False) -> str:
    """The content security policy of a page: it loads nothing, and takes this style sheet and this script alone.

    Drawn formulas and images carry styles of their own, as attributes; a page that `is_bare` has neither.
    """
    elements = f"'{_hash(style)}'"
    styles = {"style-src": elements} if is_bare else {"style-src": _INLINE, "style-src-elem": elements}
    rules = {
        "default-src": "'none'",
        "script-src": None if script is None else f"'{_hash(script)}'",
        **styles,
        "img-src": None if is_bare else "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items() if value is not None)


def _hash(text: str) -> str:
    """What a policy calls an inline script or style sheet that it allows: `sha256-…`."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def style_text(text: str) -> str:
    r"""Text as it stands in a quoted CSS string: `A "b"` -> `A \22 b\22 `."""
    return re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", text)


def style_counters(text: str) -> str:
    """Text as CSS counts pages in it: `Page {page} of {pages}` -> `"Page " counter(page) " of " counter(pages)`."""
    parts = re.split(r"\{(pages?)\}", text)
    return " ".join(f"counter({part})" if at % 2 else f'"{style_text(part)}"' for at, part in enumerate(parts) if part)


@cache
def _environment(folders: tuple[Path, ...]) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - most commands write no page

    return Environment(
        loader=FileSystemLoader((*folders, _TEMPLATES)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
