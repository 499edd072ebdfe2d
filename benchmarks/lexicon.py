"""Learn which words stand in titles and which in personal names, from a catalogue of papers.

    python benchmarks/lexicon.py CATALOGUE.jsonl.gz > kg/extractors/lexicon.txt

Each line of the result is a case-folded word and `round(log2(names / titles))`, the odds that it stands in a name and
not in a title, between -9 and 9. Words that are rare, or as common in the one as in the other, are left out.
"""

import gzip
import json
import math
import sys
from collections import Counter
from pathlib import Path

from kg.extractors.lexicon import WORD

RARE_IN_TITLES, RARE_IN_NAMES = 4, 10


def odds(path: Path) -> dict[str, int]:
    """The telling words of the catalogue at `path` (JSON Lines with `title`, `authors`) and their log odds."""
    titles: Counter[str] = Counter()
    names: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            titles.update({word.casefold() for word in WORD.findall(record["title"])})
            names.update(word.casefold() for name in record["authors"] for word in WORD.findall(name) if len(word) > 1)
    common = {word for word, count in titles.items() if count >= RARE_IN_TITLES}
    common |= {word for word, count in names.items() if count >= RARE_IN_NAMES}
    scores = {word: round(math.log2((names[word] + 0.5) / (titles[word] + 0.5))) for word in common}
    return {word: max(-9, min(9, score)) for word, score in scores.items() if score}


if __name__ == "__main__":
    for word, score in sorted(odds(Path(sys.argv[1])).items()):
        print(f"{word}\t{score}")
