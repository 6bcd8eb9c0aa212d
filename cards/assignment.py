"""Which remembered card goes to which found one where several could: the best choice over all of them together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module

Pair = tuple[int, int]
"""A row and a column."""


def assign(gains: Mapping[Pair, float]) -> list[Pair]:
    """The pairs, no row or column twice, whose gains (above 0) have the greatest sum."""
    return [pair for part in components(gains) for pair in (part if len(part) == 1 else _best(part, gains))]


def components(pairs: Mapping[Pair, float]) -> Iterator[list[Pair]]:
    """The pairs in groups that have no row or column in common with another group."""
    rows: dict[int, list[Pair]] = defaultdict(list)
    columns: dict[int, list[Pair]] = defaultdict(list)
    for row, column in pairs:
        rows[row].append((row, column))
        columns[column].append((row, column))
    seen: set[Pair] = set()
    for pair in pairs:
        if pair in seen:
            continue
        seen.add(pair)
        group = [pair]
        for row, column in group:
            near = [each for each in (*rows.pop(row, ()), *columns.pop(column, ())) if each not in seen]
            seen.update(near)
            group += near
        yield sorted(set(group))


def _best(part: list[Pair], gains: Mapping[Pair, float]) -> list[Pair]:
    """The best choice within one group; a pair that gains nothing stands for a row that stays without a column."""
    numpy, lap = import_module("numpy"), import_module("lap")
    rows, columns = (sorted(set(side)) for side in zip(*part, strict=True))
    most = max(gains[pair] for pair in part)
    costs = numpy.array([[most - gains.get((row, column), 0.0) for column in columns] for row in rows])
    _, chosen, _ = lap.lapjv(costs, extend_cost=True)
    pairs = ((row, columns[at]) for row, at in zip(rows, chosen.tolist(), strict=True) if at >= 0)
    return [pair for pair in pairs if pair in gains]
