"""One line for each article with a digest of its facts: what has to stay the same where only the speed changes.

python benchmarks/digests.py --corpus articles.jsonl.gz > before.txt
python benchmarks/digests.py --corpus articles.jsonl.gz --every 5 | diff before.txt -
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from itertools import islice
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extraction import extract  # noqa: E402 (so that it runs from anywhere)
from extraction.reading import Record, read  # noqa: E402


def main() -> int:
    """Extract and print: identifier, number of facts, digest of their JSON."""
    arguments = _arguments()
    records = (item for item in read([arguments.corpus]) if isinstance(item, Record))
    for record in islice(records, 0, arguments.limit, arguments.every):
        facts = extract(record.article)
        print(record.article.id, len(facts), hashlib.sha256(msgspec.json.encode(facts)).hexdigest())
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A digest of the facts of each article.")
    parser.add_argument("--corpus", default=str(ROOT / "examples" / "articles"), help="what dangbo build reads")
    parser.add_argument("--limit", type=int, help="how many articles of it (all)")
    parser.add_argument("--every", type=int, default=1, help="of these only every so many-th (1)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
