"""Rows of `rules.yaml` matched against a clause: the nodes of a row are found below the verb, one after the other."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.question import Slot
from cuedeck.extract.wording.words import words
from cuedeck.notes.kept import kept

Nodes = Mapping[str, int]
"""Token index of each node that has been found, by its name; `verb`, `subject` (its head) and `end` stand for themselves."""
Guard = Callable[[Clause, Nodes], bool]
Test = Callable[[Clause, Nodes, int], bool]
"""Whether a token will do for a node, beside the nodes before it."""

ANY = "**"
"""Stands for any token behind the one above, whatever its relation."""

_PLACE = re.compile(r"(?P<edge>[<>]?)(?P<node>[a-z_]+)(?P<shift>[+-]\d+)?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A token told by a node: `<noun-1` is the one before the first token of what hangs below `noun`."""

    node: str
    edge: str = ""
    """`<` the first token of its subtree, `>` the last, else the token itself."""
    shift: int = 0

    @classmethod
    def of(cls, written: str) -> "Spot":
        """Read a spot. Raises ValueError."""
        match = _PLACE.fullmatch(written.strip())
        if match is None:
            raise ValueError(f"`{written}` names no token")
        return cls(match["node"], match["edge"], int(match["shift"] or 0))

    def at(self, clause: Clause, nodes: Nodes) -> int:
        """Index of the token."""
        at = nodes[self.node]
        if self.edge:
            span = clause.subject if self.node == "subject" else clause.parse.span(at)
            at = span[self.edge == ">"]
        return at + self.shift


@dataclass(frozen=True, slots=True)
class Node:
    """A token that a row looks for below others."""

    name: str
    above: tuple[str, ...]
    relations: tuple[str, ...]
    tests: tuple[Test, ...]
    absent: bool = False
    """Whether there must be none."""
    otherwise: str | None = None
    """The node that stands for it where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one pattern of clauses is turned into a question: a row of `rules.yaml`."""

    name: str
    example: str
    """`sentence -> question | answer`, which the tests hold the row to."""
    verbs: frozenset[str]
    """Lemmas of the verb; empty where any will do."""
    tests: tuple[Guard, ...]
    """What must hold of the clause itself."""
    nodes: tuple[Node, ...]
    guards: tuple[Guard, ...]
    """What must hold of the nodes together."""
    ask: str
    until: Spot
    answer: Spot
    end: Spot | None
    alone: bool
    """Whether it holds whatever stands in front of the clause."""
    rules_out: bool
    """Whether it also asks for what cannot or should not be."""


def slot(rule: Rule, clause: Clause) -> Slot | None:
    """Where a rule opens a clause with a verb that it takes; None where it does not fit."""
    if not all(test(clause, {}) for test in rule.tests):
        return None
    for nodes in _found(rule.nodes, clause, _own_nodes(clause)):
        if all(guard(clause, nodes) for guard in rule.guards):
            return _opened(rule, clause, nodes)
    return None


@kept
def _own_nodes(clause: Clause) -> dict[str, int]:
    """The nodes that every clause has, its last helper verb, and the verb that it only opens: `X tends to be Y`."""
    nodes = {"verb": clause.verb, "subject": clause.subject_head, "end": clause.end}
    if clause.helpers:
        nodes["helper"] = clause.helpers[-1]
    done = clause.parse.child(clause.verb, "xcomp") if clause.lemma in words("opening") else None
    return nodes if done is None else {**nodes, "deed": done}


def _opened(rule: Rule, clause: Clause, nodes: Nodes) -> Slot:
    return Slot(
        rule=rule.name,
        ask=rule.ask,
        until=rule.until.at(clause, nodes),
        start=rule.answer.at(clause, nodes),
        end=rule.end.at(clause, nodes) if rule.end is not None else None,
    )


def _found(wanted: tuple[Node, ...], clause: Clause, nodes: dict[str, int]) -> Iterator[Nodes]:
    """All ways to find the nodes, in the order of the sentence."""
    if not wanted:
        yield nodes
        return
    node, others = wanted[0], wanted[1:]
    fitting = (at for at in _below(node, clause, nodes) if all(test(clause, nodes, at) for test in node.tests))
    if node.absent:
        yield from _found(others, clause, nodes) if next(fitting, None) is None else ()
        return
    found = False
    for at in fitting:
        found = True
        yield from _found(others, clause, {**nodes, node.name: at})
    if not found and node.otherwise is not None:
        yield from _found(others, clause, {**nodes, node.name: nodes[node.otherwise]})


def _below(node: Node, clause: Clause, nodes: Nodes) -> Iterator[int]:
    """The tokens below those that a node hangs from: by relation, or any behind them in the clause (`**`)."""
    for name in node.above:
        if name not in nodes:
            continue
        if not node.relations:
            yield nodes[name]
        elif node.relations == (ANY,):
            yield from range(nodes[name] + 1, clause.end + 1)
        else:
            yield from clause.parse.children(nodes[name], *node.relations)
