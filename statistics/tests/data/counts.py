"""Makes counts.json: what statsmodels and SciPy say of plain counts.

    pip install statsmodels==0.15.0 scipy==1.17.1
    python counts.py
"""

import json
import math

import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

COUNTS = [
    (0, 1), (1, 1), (0, 2), (1, 2), (0, 10), (10, 10), (1, 10), (9, 10), (15, 20), (0, 30), (29, 30), (30, 30),
    (47, 50), (95, 100), (72, 72), (599, 600), (600, 600), (573, 600), (950, 1000), (980, 1000), (1, 5000),
    (4999, 5000), (9650, 10000), (38123, 40000), (0, 100000), (99990, 100000), (61000, 100000),
]
PAIRS = [
    ((56, 70), (48, 80)), ((9, 10), (3, 10)), ((6, 7), (2, 7)), ((5, 56), (0, 29)), ((0, 10), (0, 20)),
    ((10, 10), (0, 10)), ((10, 10), (20, 20)), ((1, 1), (0, 1)), ((570, 600), (540, 600)), ((95, 100), (960, 1000)),
]
METHODS = {"wilson": "wilson", "clopper_pearson": "beta", "agresti_coull": "agresti_coull"}
LEVELS = [0.9, 0.95, 0.99]


def proof(target, truth, power, level):
    """The smallest n from which on Clopper's and Pearson's lower bound proves the target with that power."""
    tail = (1 - level) / 2
    short = 0
    for n in range(1, 20000):
        needed = int(stats.binom.isf(tail, n, target)) + 1
        if stats.binom.sf(needed - 1, n, truth) < power:
            short = n
        elif n > 2 * short + 200:
            return short + 1
    raise ValueError


counts = [
    {"successes": x, "n": n, "confidence": level, "method": ours,
     "interval": list(map(float, proportion_confint(x, n, alpha=1 - level, method=theirs)))}
    for x, n in COUNTS for level in LEVELS for ours, theirs in METHODS.items()
]
differences = [
    {"one": one, "other": other, "confidence": level,
     "interval": list(map(float, confint_proportions_2indep(*one, *other, method="newcomb", compare="diff", alpha=1 - level)))}
    for one, other in PAIRS for level in LEVELS
]
students = [
    {"degrees": d, "confidence": level, "quantile": float(stats.t.isf((1 - level) / 2, d))}
    for d in [1, 2, 3, 7, 14, 29, 30, 31, 182, 1000, 5000, 5001, 100000] for level in LEVELS
]
proofs = [
    {"target": target, "truth": truth, "power": power, "confidence": level, "n": proof(target, truth, power, level)}
    for target, truth, power, level in [
        (0.95, 0.98, 0.8, 0.95), (0.95, 1.0, 0.8, 0.95), (0.95, 0.97, 0.9, 0.95), (0.8, 0.9, 0.8, 0.9), (0.5, 0.6, 0.8, 0.95),
    ]
]
precisions = [
    {"expected": p, "reach": d, "confidence": level, "design_effect": deff, "population": population,
     "n": math.ceil(endless if population is None else min(population, endless / (1 + (endless - 1) / population)))}
    for p, d, level, deff, population in [
        (0.5, 0.05, 0.95, 1.0, None), (0.95, 0.02, 0.95, 1.3, None), (0.95, 0.02, 0.95, 1.3, 1200), (0.5, 0.03, 0.99, 1.0, 9000),
    ]
    for endless in [deff * stats.norm.isf((1 - level) / 2) ** 2 * p * (1 - p) / d**2]
]
result = {
    "made_by": f"statsmodels {statsmodels.__version__}, scipy {scipy.__version__}",
    "calls": "proportion_confint(x, n, alpha, method); confint_proportions_2indep(x1, n1, x2, n2, method='newcomb', "
    "compare='diff', alpha); stats.t.isf; stats.binom for proofs; n0/(1+(n0-1)/N) for precisions",
    "counts": counts, "differences": differences, "students": students, "proofs": proofs, "precisions": precisions,
}
def lines(value):
    return "[\n" + ",\n".join(map(json.dumps, value)) + "\n]" if isinstance(value, list) else json.dumps(value)
with open("counts.json", "w") as file:
    file.write("{\n" + ",\n".join(f"{json.dumps(key)}: {lines(value)}" for key, value in result.items()) + "\n}\n")
