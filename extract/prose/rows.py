"""The rows of `rules.yaml`, read once: what is written there becomes rules that `match` knows."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from cuedeck.cards.card import Kind
from cuedeck.extract.parser.parse import Token
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.guards_beside import BESIDE
from cuedeck.extract.prose.guards_core import CORE
from cuedeck.extract.prose.match import Guard, Node, Rule, Spot, Test
from cuedeck.extract.wording.words import words
from cuedeck.notes import yaml_reader
from cuedeck.notes.yaml_reader import Value, strings

_FILE = Path(__file__).with_name("rules.yaml")
_GUARDS: Mapping[str, Guard] = {guard.__name__: guard for guard in (*BESIDE, *CORE)}


class RowError(ValueError):
    """A row of `rules.yaml` that cannot be read; told with the name of the row."""


@cache
def rules(part: str) -> tuple[Rule, ...]:
    """The rules of a part of the clause (`beside`, `core`), in the order in which they are tried. Raises RowError."""
    return tuple(_rule(name, row) for name, row in rows().items() if row.get("part") == part)


@lru_cache(maxsize=4096)
def rules_on(part: str, lemma: str) -> tuple[Rule, ...]:
    """Those that take a verb. Raises RowError."""
    return tuple(rule for rule in rules(part) if not rule.verbs or lemma in rule.verbs)


@cache
def rows() -> Mapping[str, Mapping[str, Value]]:
    """All rows by their names, as they are written."""
    found = yaml_reader.parse_own(_FILE.read_text("utf-8"))
    return {name: row for name, row in found.items() if isinstance(row, dict)}


def kind_of(rule: str) -> Kind:
    """The kind of card that a rule makes."""
    return Kind(str(rows()[rule].get("kind", Kind.STATEMENT)))


def says_what_it_is(rule: str) -> bool:
    """Whether a rule's answer says what the subject is, what it is called or what it has."""
    return "kind" in rows()[rule]


def is_of_matter(rule: str) -> bool:
    """Whether title or headings have to name the subject of a rule's questions."""
    return "matter" in rows()[rule]


def of_method(rule: str) -> bool:
    """Whether a rule tells how something is done, by whoever does it: `We solve X using Y`."""
    return "of_method" in rows()[rule]


def _rule(name: str, row: Mapping[str, Value]) -> Rule:
    try:
        return Rule(
            name=name,
            example=_text(row, "example"),
            verbs=_listed(row.get("verb")),
            tests=tuple(_clause_test(told) for told in strings(row.get("clause"))),
            nodes=tuple(_nodes(row.get("tree", []))),
            guards=tuple(_GUARDS[guard] for guard in strings(row.get("guards"))),
            ask=_text(row, "ask"),
            until=Spot.of(_text(row, "until")),
            answer=Spot.of(_text(row, "answer")),
            end=Spot.of(_text(row, "end")) if "end" in row else None,
            alone="alone" in row,
            rules_out="rules_out" in row,
        )
    except (KeyError, ValueError) as error:
        raise RowError(f"rules.yaml: row `{name}`: {error}") from error


def _text(row: Mapping[str, Value], key: str) -> str:
    value = row[key]
    if not isinstance(value, str):
        raise ValueError(f"`{key}` takes text")  # noqa: TRY004 - a mistake in the file, not in a type of ours
    return value


def _listed(value: Value | None) -> frozenset[str]:
    """Words as they are written, and those of the lists that are named with `@`."""
    return frozenset(
        word for entry in strings(value) for word in (words(entry[1:]) if entry.startswith("@") else {entry})
    )


_CLAUSE: Mapping[str, Callable[[Clause], bool]] = {
    "copula": lambda clause: clause.is_copula,
    "passive": lambda clause: clause.is_passive,
    "helped": lambda clause: bool(clause.helpers),
    "denied": lambda clause: clause.parse.child(clause.verb, "neg") is not None,
    "obliging": lambda clause: clause.obliges,
    "led": lambda clause: clause.lead is not None,
    "modal": lambda clause: _finite(clause).tag == "MD",
    "maybe": lambda clause: _finite(clause).text.lower() in {"may", "might", "could", "would"},
    "present": lambda clause: _finite(clause).tag in {"VBZ", "VBP", "MD"},
    "past": lambda clause: _finite(clause).tag == "VBD",
}


def _finite(clause: Clause) -> Token:
    return clause.parse.tokens[clause.helpers[0] if clause.helpers else clause.verb]


def _clause_test(told: str) -> Guard:
    """`copula`, or `not copula`."""
    name = told.removeprefix("not ")
    holds, wanted = _CLAUSE[name], name == told
    return lambda clause, _: holds(clause) == wanted


def _nodes(tree: Value) -> Iterator[Node]:
    for entry in tree if isinstance(tree, list) else ():
        if not isinstance(entry, dict):
            raise ValueError(f"`{entry}` is no node")  # noqa: TRY004 - a mistake in the file
        (name, place), *conditions = entry.items()
        above, _, relations = (place if isinstance(place, str) else "").rpartition(">")
        yield Node(
            name=name,
            above=tuple(above.split()) or (relations.strip(),),
            relations=tuple(relations.split()) if above else (),
            tests=tuple(_test(key, value) for key, value in conditions if key not in {"absent", "else"}),
            absent="absent" in entry,
            otherwise=str(entry["else"]) if "else" in entry else None,
        )


def _test(key: str, value: Value) -> Test:
    """What must hold of a node: `lemma: [use, apply]`, `not tag: NNP`, `after: verb`, `starts after: verb`."""
    name = key.removeprefix("not ")
    wanted = name == key
    order = name.removeprefix("starts ")
    if order in _ORDER:
        spot, compared, where = Spot.of(str(value)), _ORDER[order], _itself if order == name else _first
        return lambda clause, nodes, at: compared(where(clause, at), spot.at(clause, nodes)) == wanted
    holds, listed = _OF_TOKEN[name], _listed(value)
    return lambda clause, _, at: holds(clause, at, listed) == wanted


_ORDER: Mapping[str, Callable[[int, int], bool]] = {
    "after": lambda at, other: at > other,
    "before": lambda at, other: at < other,
    "at": lambda at, other: at == other,
}


def _itself(_: Clause, at: int) -> int:
    return at


def _first(clause: Clause, at: int) -> int:
    return clause.parse.span(at)[0]


def _tagged(tag: str, wanted: frozenset[str]) -> bool:
    return tag in wanted or f"{tag[:2]}*" in wanted


_OF_TOKEN: Mapping[str, Callable[[Clause, int, frozenset[str]], bool]] = {
    "text": lambda clause, at, listed: clause.parse.tokens[at].text.lower() in listed,
    "lemma": lambda clause, at, listed: clause.parse.tokens[at].lemma.lower() in listed,
    "dep": lambda clause, at, listed: clause.parse.tokens[at].dep in listed,
    "tag": lambda clause, at, listed: _tagged(clause.parse.tokens[at].tag, listed),
    "opens": lambda clause, at, listed: clause.parse.tokens[_first(clause, at)].text.lower() in listed,
    "opens tag": lambda clause, at, listed: _tagged(clause.parse.tokens[_first(clause, at)].tag, listed),
    "follows": lambda clause, at, listed: clause.parse.tokens[at - 1].text.lower() in listed,
    "follows tag": lambda clause, at, listed: _tagged(clause.parse.tokens[at - 1].tag, listed),
    "has": lambda clause, at, listed: clause.parse.child(at, *listed) is not None,
}
