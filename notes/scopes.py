"""Two colons of a program (`std::vector`, `p::before`, `x :: Int`) or an address (`fe80::1`), told from those of a card."""

import re

_LIBRARY = re.compile(
    r"(?:std|boost|self|Self|crate|super|core|alloc|tokio|cv|Eigen|absl|fmt|chrono|sys|QT?|torch|tf|Vec|String|Box|Option"
    r"|Result|Rc|Arc|[A-Z][a-z0-9]+[A-Z]\w*|[a-z]+[A-Z]\w*)$"
)
_SNAKE = re.compile(r"[a-z]\w*_\w*$")
_CALL = re.compile(r"~?[A-Za-z_]\w*(?:::|[(<]|!\()|\w*_\w")
_WHOLE_CALL = re.compile(r"[\w.]+\([^()]*\)[.;]?\s*$")
_PSEUDO = re.compile(r"(?:before|after|first-line|first-letter|placeholder|selection|marker|backdrop)\b")
_SELECTOR = re.compile(
    r"(?:^|\s)(?:[.#][\w-]+|[*&]|(?:p|div|a|li|ul|ol|input|span|button|body|h[1-6]|img|q|td|tr)(?:[.:#][\w-]+)*)$"
)
_ADDRESS = re.compile(r"(?:^|[\s\[(/])(?=[\da-fA-F:]*[a-fA-F:])(?=[\da-fA-F:]*\d)[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4})*$")
_TYPE = re.compile(r"\s(?:Int(?:eger)?|String|Bool|Double|Float|Char|Maybe|IO|Either|\[\w+\]|[^.!?]{0,80}\s->\s)")
_ARTICLE = re.compile(r"(?:an?|the|der|die|das|ein|eine|un|une|le|la|les|el|il|los|las|uno?|het|een)\s", re.IGNORECASE)
_GOES_ON = re.compile(r"\S+\s+(?:is|are|was|has|does|can|will|must|should|to)\b")
_NAMED = re.compile(r"[A-Z][\w'’.-]*(?:\s+(?:[A-Z][\w'’.-]*|of|the|de|von|van|and))+[.]?\s*$")
_CODE_SIGNS = frozenset("();<>{}=_")
_ASKS = ("?", "!", "…", "？")
_SENTENCE = 3
"""Words of a question that is no name in a program."""


def is_code(left: str, right: str) -> bool:
    """Whether what stands on both sides of `::` are names of a program, not sides of a card."""
    if left.rstrip().endswith(_ASKS):
        return False
    if left[-1:].isspace() or right[:1].isspace():
        return _is_spaced_code(left, right)
    name = re.search(r"[\w~]*$", left)
    return _is_glued_code(left.split(), name[0] if name else "", right) or _is_address_or_style(left, right)


def _is_spaced_code(left: str, right: str) -> bool:
    if left[-1:].isspace() and (_CALL.match(right) or _PSEUDO.match(right)):
        return True
    words = left.split()
    is_name = len(words) == 1 and not words[0][:1].isupper()
    return _TYPE.match(right) is not None and (is_name or "->" in right or "," in left)


def _is_address_or_style(left: str, right: str) -> bool:
    if _PSEUDO.match(right) is not None:
        return _SELECTOR.search(left) is not None
    return (
        right[:1] in set("0123456789abcdefABCDEF") and _ADDRESS.search(left) is not None and not _ARTICLE.match(right)
    )


def _is_glued_code(words: list[str], name: str, right: str) -> bool:
    """`words`: those of the left side, of which `name` ends the last."""
    if _CALL.match(right):
        asks = len(words) >= _SENTENCE and name[:1].islower() and not _LIBRARY.match(name)
        return not (asks and _WHOLE_CALL.match(right))
    if _SNAKE.match(name):
        return True
    if not _LIBRARY.match(name) or _ARTICLE.match(right):
        return False
    several = len(right.split()) > 1 and _CODE_SIGNS.isdisjoint(right) and not _GOES_ON.match(right)
    return not (several and (len(words) == 1 or _NAMED.match(right)))
