"""Score the reading against gold sets, with the model's parse cached so that a change of rules is scored in seconds.

    python -m tests.measure.measure briefing | dates | arguments | stories [--misses] [--gold FOLDER]

The gold sets and their scorer lie outside the project (default ``../shared/gold``); without them this says so and
exits 2.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from tuibrief.extract import parse as parsing

SETS = {
    "briefing": "seeds.json",
    "dates": "meantime_dates.jsonl",
    "arguments": "meantime_arguments.jsonl",
    "stories": "ecbplus_stories.jsonl",
}
CACHE = Path(tempfile.gettempdir()) / "tuibrief-parses"


class Cached:
    """Stands for the pipeline where every parse may be in the cache already."""

    meta: ClassVar = {"lang": "en", "name": "cached", "version": "0"}


def cached_rows(real: Callable[..., list[parsing.Row]]) -> Callable[..., list[parsing.Row]]:
    """Wrap ``parse.rows_of`` so that a text with the same paragraphs is parsed by the model once."""
    CACHE.mkdir(exist_ok=True)
    held: list[Any] = []

    def rows(text: str, paragraphs: Any, nlp: Any) -> list[parsing.Row]:
        key = hashlib.sha256(repr((text, list(paragraphs), "6")).encode("utf-8", "surrogatepass")).hexdigest()
        file = CACHE / key
        if file.exists():
            return pickle.loads(file.read_bytes())
        if not held:
            held.append(parsing.load_model())
        found = real(text, paragraphs, held[0])
        file.write_bytes(pickle.dumps(found))
        return found

    return rows


def inputs(gold: Path, texts: Path | None) -> Iterator[dict[str, Any]]:
    """The articles of a gold set, as the program's input."""
    if texts is not None:
        for file in sorted(texts.glob("*.txt")):
            yield {"path": file.name, "text": file.read_text(encoding="utf-8")}
        return
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield {"path": row["doc"], "text": row["text"], "published": row.get("published")}


def main() -> int:
    """Read the set and print the scorer's figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measure", choices=sorted(SETS))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--texts", type=Path, default=None)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if not (args.gold / "score.py").exists():
        print(f"measure: no gold sets in {args.gold}; name their folder with --gold", file=sys.stderr)
        return 2
    parsing.rows_of = cached_rows(parsing.rows_of)

    from tuibrief.export import extraction
    from tuibrief.extract import pipeline
    from tuibrief.model import Article

    gold = args.gold / SETS[args.measure]
    texts = (args.texts or args.gold.parent / "seeds") if args.measure == "briefing" else None
    pairs = []
    for row in inputs(gold, texts):
        article = Article.of(row["text"], row["path"], published=row.get("published"))
        pairs.append((article, pipeline.read(article, Cached())))
    out = Path(tempfile.mkdtemp()) / "out.jsonl"
    out.write_text("".join(line + "\n" for line in extraction.lines(pairs)), encoding="utf-8")
    words = [sys.executable, str(args.gold / "score.py"), args.measure, str(gold)]
    words += [str(texts)] if texts else []
    return subprocess.call([*words, str(out), *(["--misses"] if args.misses else [])])


if __name__ == "__main__":
    raise SystemExit(main())
