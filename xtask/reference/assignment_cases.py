"""Makes domain/tests/data/assignment_cases.json: what SciPy says that 200 assignments cost.

    pip install numpy==2.4.6 scipy==1.17.1
    python3 xtask/reference/assignment_cases.py

A null is a pair that is forbidden. SciPy knows no such pair and no row that is left over, so a forbidden pair
costs more there than all others together; that makes the number of pairs the largest possible first, and
then their cost the least. All numbers stay below 2**53, where SciPy's floating point is exact.
"""

import json
from pathlib import Path

import numpy
import scipy
from scipy.optimize import linear_sum_assignment

SEED = 20261124
TARGET = Path(__file__).parents[2] / "domain/tests/data/assignment_cases.json"
random = numpy.random.default_rng(SEED)


def sides(low=2, high=24):
    return tuple(int(side) for side in random.integers(low, high, 2, endpoint=True))


def uniform(rows, columns, high=1000):
    return random.integers(0, high, (rows, columns))


def forbid(costs, share):
    cells = costs.astype(object)
    cells[random.random(costs.shape) < share] = None
    return cells


def permuted_identity(side):
    """Free on one permutation, dear elsewhere: the answer is 0, and a greedy choice finds it."""
    costs = numpy.full((side, side), 1000)
    costs[numpy.arange(side), random.permutation(side)] = 0
    return costs


def greedy_trap(side):
    """Each row's cheapest column is the next row's only good one."""
    costs = numpy.full((side, side), 10_000)
    for row in range(side):
        costs[row, row] = 100
        if row + 1 < side:
            costs[row, row + 1] = 99
    return costs[random.permutation(side)]


def machol_wien(rows, columns):
    """The product matrix, on which shortest augmenting paths are longest."""
    return numpy.outer(numpy.arange(1, rows + 1), numpy.arange(1, columns + 1))


def nearly_degenerate(side):
    """Sums of a row's and a column's number, where every assignment costs the same, plus the odd 1."""
    sums = random.integers(0, 500, (side, 1)) + random.integers(0, 500, (1, side))
    return sums + (random.random((side, side)) < 0.3)


def places(rows, members):
    """As a plan makes them: columns of one member differ by a constant that grows."""
    base = random.choice([40, 70, 150], (rows, members)) + random.integers(0, 20, (1, members)) * 10
    return numpy.concatenate([base, base + 70, base + 140], axis=1)


def families():
    for _ in range(48):
        yield "random", uniform(*sides())
    for _ in range(16):
        yield "ties", uniform(*sides(), high=3)
    for _ in range(6):
        yield "all equal", numpy.full(sides(), 7)
    for _ in range(6):
        yield "all free", numpy.zeros(sides(), dtype=int)
    for _ in range(10):
        yield "more rows", uniform(int(random.integers(15, 30)), int(random.integers(1, 10)))
    for _ in range(10):
        yield "more columns", uniform(int(random.integers(1, 10)), int(random.integers(15, 30)))
    for columns in (1, 2, 5, 40):
        yield "one row", uniform(1, columns)
        yield "one column", uniform(columns, 1)
    for share in (0.1, 0.3, 0.5, 0.7):
        for _ in range(5):
            yield "forbidden pairs", forbid(uniform(*sides()), share)
    for _ in range(14):
        yield "sparse", forbid(uniform(*sides(10, 28)), 0.9)
    yield "all forbidden", forbid(uniform(5, 7), 1.1)
    yield "a forbidden row", uniform(4, 6)
    for _ in range(8):
        yield "large numbers", uniform(*sides(2, 20), high=10**12)
    for _ in range(8):
        yield "one unit apart", 10**12 + uniform(*sides(2, 20), high=2)
    for side in (2, 3, 5, 8, 13, 21, 34):
        yield "permuted identity", permuted_identity(side)
        yield "greedy trap", greedy_trap(side)
    for rows, columns in ((2, 2), (3, 3), (10, 10), (40, 40), (20, 30), (30, 20)):
        yield "Machol-Wien", machol_wien(rows, columns)
    for side in (3, 6, 12, 18, 24, 30):
        yield "nearly degenerate", nearly_degenerate(side)
    for _ in range(10):
        yield "places", places(*sides(4, 12))
    for _ in range(6):
        yield "places, forbidden", forbid(places(*sides(6, 20)), 0.6)
    yield "large", uniform(70, 90)
    yield "large, sparse", forbid(uniform(80, 80), 0.93)


def solve(cells):
    allowed = numpy.array([[cell is not None for cell in row] for row in cells])
    costs = numpy.array([[0 if cell is None else int(cell) for cell in row] for row in cells], dtype=numpy.int64)
    forbidden = int(costs.max()) * min(costs.shape) + 1
    assert forbidden * max(costs.shape) < 2**53
    rows, columns = linear_sum_assignment(numpy.where(allowed, costs, forbidden))
    taken = allowed[rows, columns]
    return int(taken.sum()), int(costs[rows, columns][taken].sum())


def main():
    cases = []
    for name, cells in families():
        cells = [[None if cell is None else int(cell) for cell in row] for row in cells]
        if name == "a forbidden row":
            cells[2] = [None] * len(cells[2])
        paired, cost = solve(cells)
        cases.append({"name": name, "paired": paired, "cost": cost, "cells": cells})
    assert len(cases) == 200, len(cases)
    about = {
        "made_by": "xtask/reference/assignment_cases.py",
        "call": "scipy.optimize.linear_sum_assignment(numpy.where(allowed, costs, forbidden))",
        "scipy": scipy.__version__,
        "numpy": numpy.__version__,
        "seed": SEED,
    }
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    TARGET.write_text(f'{{"about":{json.dumps(about)},\n"cases":[\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
