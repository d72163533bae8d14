#!/usr/bin/env python3
"""Reads exported files back with programs that others wrote, and compares them with each other.

    check.py FOLDER        every NAME.jsonl in it, with NAME.{tsv,vecalign,tmx,html} beside it

Needs xmllint (libxml2-utils) and the Python package translate-toolkit; says so and exits 2 if one is missing.
"""
import ast
import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from page import read_page

HERE = Path(__file__).parent
KEYS = ["pair", "bead", "type", "confidence", "moved", "length_ratio", "neighbours", "src", "tgt", "evidence"]
SIDE_KEYS = ["sentences", "span", "text", "roles"]


def read_rows(path):
    """JSON Lines: every line an object with the agreed keys in the agreed order."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
    for number, row in enumerate(rows, 1):
        assert list(row) == KEYS and row["bead"] == number, row
        for side in (row["src"], row["tgt"]):
            assert list(side) == SIDE_KEYS and len(side["roles"]) == len(side["sentences"]), side
            assert (side["span"] is None) == (side["sentences"] == []) == (side["text"] == ""), side
        assert row["type"] == f"{len(row['src']['sentences'])}-{len(row['tgt']['sentences'])}", row
        assert 0 <= row["confidence"] <= 1, row
    return rows


def check_tsv(path, rows):
    """Tab-separated values: the same by splitting at tabs and by a CSV reader with quoting off."""
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert table == [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    expected = [
        [row["src"]["text"], row["tgt"]["text"], f"{row['confidence']:.4f}", row["type"], "moved" if row["moved"] else ""]
        + [" ".join(map(str, row[side]["sentences"])) for side in ("src", "tgt")]
        + [" ".join(row[side]["roles"]) for side in ("src", "tgt")]
        for row in rows
    ]
    assert table == expected


def check_vecalign(path, rows):
    """Vecalign's own reading: split at colons, evaluate the lists."""
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows):
        source, target, cost = line.split(":")
        beads = [ast.literal_eval(source), ast.literal_eval(target)]
        assert beads == [row["src"]["sentences"], row["tgt"]["sentences"]], line
        assert re.fullmatch(r"[01]\.\d{6}", cost), line
        expected = 1 - row["confidence"] if all(beads) else 0
        assert abs(float(cost) - expected) < 1e-4, line


def check_tmx(path, rows):
    """Valid by xmllint, and read by translate-toolkit with the same texts."""
    from translate.storage.tmx import tmxfile

    subprocess.run(["xmllint", "--noout", "--nonet", "--dtdvalid", HERE / "tmx_subset.dtd", path], check=True)
    linked = [row for row in rows if row["src"]["text"] and row["tgt"]["text"]]
    units = tmxfile.parsefile(str(path)).units
    assert [(unit.source, unit.target) for unit in units] == [(row["src"]["text"], row["tgt"]["text"]) for row in linked]


def check_page(path, rows):
    """The report: its beads have the texts of the rows, and it loads and runs nothing but its own."""
    page = read_page(path.read_text("utf-8"))
    assert page.errors == [], page.errors
    assert page.outside == [], page.outside
    assert page.policy_holds(), "the hashes of the policy are not those of style and script"
    assert len(page.beads) == len(rows)
    for bead, row in zip(page.beads, rows):
        for side, texts in (("src", bead["source"]), ("tgt", bead["target"])):
            assert texts.split() == row[side]["text"].split(), (bead, row)


def main(folder):
    missing = [] if shutil.which("xmllint") else ["xmllint (apt-get install libxml2-utils)"]
    try:
        import translate  # noqa: F401
    except ImportError:
        missing.append("translate-toolkit (pip install translate-toolkit)")
    if missing:
        print("missing:", ", ".join(missing), file=sys.stderr)
        return 2
    checks = {".tsv": check_tsv, ".vecalign": check_vecalign, ".tmx": check_tmx, ".html": check_page}
    samples = sorted(Path(folder).glob("*.jsonl"))
    assert samples, f"no .jsonl in {folder}"
    for sample in samples:
        rows = read_rows(sample)
        found = [ending for ending in checks if sample.with_suffix(ending).exists()]
        for ending in found:
            checks[ending](sample.with_suffix(ending), rows)
        print(f"{sample.stem}: {len(rows)} beads agree in .jsonl {' '.join(found)}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
