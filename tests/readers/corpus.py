#!/usr/bin/env python3
"""Reads written corpora back with programs that others wrote, and compares their layouts with each other.

    corpus.py files FOLDER       Parquet by pyarrow, TMX by xmllint and translate-toolkit, XCES by xmllint, Moses, checksums
    corpus.py datasets FOLDER    the whole folder by Hugging Face `datasets`
    corpus.py opus FOLDER        XCES by OpusTools

Every folder in FOLDER is a corpus in all layouts. Says what is missing and exits 2 if a program or package is.
"""
import contextlib
import hashlib
import importlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
SPLITS = ("train", "validation", "test")
SIDES = ("src", "tgt")
NEEDS = {
    "files": ("pyarrow", "translate"),
    "datasets": ("pyarrow", "datasets", "yaml"),
    "opus": ("opustools",),
}


class Corpus:
    """A written corpus: its manifest, and the units of every split as JSON Lines has them."""

    def __init__(self, folder):
        self.folder = folder
        self.manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        self.languages = (self.manifest["source_language"], self.manifest["target_language"])
        self.units = {split: [json.loads(line) for line in self.lines(f"jsonl/{split}-*.jsonl")] for split in SPLITS}
        self.linked = {split: [unit for unit in units if is_linked(unit)] for split, units in self.units.items()}

    def paths(self, pattern):
        return sorted(self.folder.glob(pattern))

    def lines(self, pattern):
        texts = [path.read_text("utf-8") for path in self.paths(pattern)]
        assert all(text == "" or text.endswith("\n") for text in texts), pattern
        return [line for text in texts for line in text.split("\n")[:-1]]


def is_linked(unit):
    return all(unit[side]["sentences"] for side in SIDES)


def legal(text):
    """What XML can hold of a text."""
    return "".join(c for c in text if c not in "\ufffe\uffff")


def check_checksums(corpus):
    """By sha256sum where there is one, and again here; every file is in the list."""
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=corpus.folder, check=True)
    listed = dict(line.split("  ")[::-1] for line in (corpus.folder / "SHA256SUMS").read_text("utf-8").splitlines())
    there = [path for path in corpus.folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    assert sorted(listed) == sorted(str(path.relative_to(corpus.folder)) for path in there)
    for entry in corpus.manifest["files"]:
        data = (corpus.folder / entry["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["bytes"], entry["sha256"]), entry
        assert listed[entry["path"]] == entry["sha256"], entry


def check_splits(corpus):
    """No story and no document is in two splits; the manifest counts right."""
    for what in (lambda unit: unit["story"], lambda unit: unit["src"]["document"], lambda unit: unit["tgt"]["document"]):
        found = [{what(unit) for unit in units} for units in corpus.units.values()]
        assert sum(map(len, found)) == len(set().union(*found)), "something is in two splits"
    for split in SPLITS:
        counts = corpus.manifest["units"][split]
        assert counts["linked"] == len(corpus.linked[split]), split
        assert counts["linked"] + counts["without_counterpart"] == len(corpus.units[split]), split


def as_row(unit, languages):
    """The row of Parquet that a unit should be."""
    row = {"translation": {language: unit[side]["text"] for language, side in zip(languages, SIDES)}}
    for key in ("pair", "bead", "type", "confidence", "moved", "reasons", "findings", "story", "duplicate_of"):
        row[key] = unit[key]
    for side, prefix in zip(SIDES, ("source", "target")):
        for key in ("document", "url", "date", "sentences", "role"):
            row[f"{prefix}_{key}"] = unit[side][key]
        row[f"{prefix}_span"] = dict(zip(("start", "end"), unit[side]["span"]))
    return row


def check_parquet(corpus):
    """Every value as in JSON Lines; the metadata has the features that `datasets` wants."""
    import pyarrow.parquet

    for split in SPLITS:
        rows = []
        paths = corpus.paths(f"data/{split}-*.parquet")
        for number, path in enumerate(paths):
            assert path.name == f"{split}-{number:05}-of-{len(paths):05}.parquet", path
            file = pyarrow.parquet.ParquetFile(path)
            features = json.loads(file.schema_arrow.metadata[b"huggingface"])["info"]["features"]
            assert features["translation"] == {"_type": "Translation", "languages": sorted(corpus.languages)}
            assert sorted(features) == sorted(file.schema_arrow.names)
            assert file.metadata.created_by.startswith("beadwork version ")
            rows += file.read().to_pylist()
        assert rows == [as_row(unit, corpus.languages) for unit in corpus.linked[split]], split


def check_moses(corpus):
    """As many lines in all three files, with the texts and the origins of the units."""
    for split in SPLITS:
        files = [corpus.lines(f"moses/{split}.{ending}") for ending in (*corpus.languages, "ids")]
        assert [len(lines) for lines in files] == 3 * [len(corpus.linked[split])], split
        for source, target, origin, unit in zip(*files, corpus.linked[split]):
            assert (source, target) == tuple(unit[side]["text"] for side in SIDES), unit
            columns = origin.split("\t")
            assert len(columns) == 15 and columns[13] == f"{unit['pair']}:{unit['bead']}", columns
            assert columns[:2] == [unit[side]["document"] for side in SIDES], columns
            assert [[int(id) for id in ids.split()] for ids in columns[2:4]] == [unit[side]["sentences"] for side in SIDES]


def schemas():
    """Our grammar, and the standard's where it is."""
    standard = Path(os.environ.get("BEADWORK_SCHEMAS", HERE.parents[2] / "shared/schemas")) / "tmx14.dtd"
    if not standard.exists():
        print("skipped: no tmx14.dtd in", standard.parent)
    return [HERE / "tmx_corpus.dtd", *([standard] if standard.exists() else [])]


def check_tmx(corpus):
    """Valid by xmllint, and read by translate-toolkit with the same texts."""
    from translate.storage.tmx import tmxfile

    for split in SPLITS:
        texts = []
        for path in corpus.paths(f"tmx/{split}-*.tmx"):
            for schema in schemas():
                subprocess.run(["xmllint", "--noout", "--nonet", "--dtdvalid", schema, path], check=True)
            texts += [(unit.source, unit.target) for unit in tmxfile.parsefile(str(path)).units]
        expected = [tuple(legal(unit[side]["text"]) for side in SIDES) for unit in corpus.linked[split]]
        assert texts == expected, split


def check_xces(corpus):
    """Well-formed by xmllint; every link leads to sentences, and those are the text of the unit."""
    paths = [str(path) for path in corpus.paths("xces/**/*.xml")]
    for start in range(0, len(paths), 500):
        subprocess.run(["xmllint", "--noout", "--nonet", *paths[start : start + 500]], check=True)
    for split in SPLITS:
        links = []
        for path in corpus.paths(f"xces/{split}.xml"):
            for group in ElementTree.parse(path).getroot():
                documents = [sentences(corpus.folder / "xces" / group.get(name)) for name in ("fromDoc", "toDoc")]
                links += [(link, documents) for link in group]
        assert len(links) == len(corpus.units[split]), split
        for (link, documents), unit in zip(links, corpus.units[split]):
            assert link.get("id") == f"{unit['pair']}:{unit['bead']}", unit
            assert float(link.get("certainty")) == unit["confidence"], unit
            for ids, document, side in zip(link.get("xtargets").split(";"), documents, SIDES):
                assert [int(id) for id in ids.split()] == unit[side]["sentences"], unit
                assert " ".join(document[id] for id in ids.split()) == legal(unit[side]["text"]), unit


def sentences(path):
    return {element.get("id"): element.text or "" for element in ElementTree.parse(path).getroot()}


def check_datasets(corpus):
    """The folder as it is, by its card: splits, features and rows."""
    os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1")
    import datasets
    import yaml

    datasets.disable_progress_bars()
    head = yaml.safe_load((corpus.folder / "README.md").read_text("utf-8").split("---\n")[1])
    assert head["task_categories"] == ["translation"] and head["language"] == sorted(corpus.languages), head
    if not any(corpus.linked.values()):
        return  # It refuses to load a data set without rows.
    with tempfile.TemporaryDirectory() as cache:
        loaded = datasets.load_dataset(str(corpus.folder), cache_dir=cache)
        assert sorted(loaded) == sorted(split for split in SPLITS if corpus.linked[split]), loaded
        for split, table in loaded.items():
            assert table.features["translation"] == datasets.Translation(languages=sorted(corpus.languages))
            assert table.to_list() == [as_row(unit, corpus.languages) for unit in corpus.linked[split]], split


def check_opus(corpus):
    """OpusTools makes the same lines of the links that we wrote as Moses."""
    from opustools import OpusRead

    for split in SPLITS:
        if not corpus.linked[split]:
            continue
        with tempfile.TemporaryDirectory() as place:
            files = [f"{place}/{language}" for language in corpus.languages]
            source, target = corpus.languages
            with contextlib.redirect_stderr(io.StringIO()):  # Its progress.
                OpusRead(
                    directory="corpus", source=source, target=target, preprocess="raw", write_mode="moses", write=files,
                    alignment_file=str(corpus.folder / f"xces/{split}.xml"), download_dir=str(corpus.folder / "xces"),
                    leave_non_alignments_out=True, suppress_prompts=True,
                ).printPairs()
            found = list(zip(*(Path(file).read_text("utf-8").split("\n")[:-1] for file in files)))
        expected = [tuple(legal(unit[side]["text"]).strip() for side in SIDES) for unit in corpus.linked[split]]
        assert found == expected, split


CHECKS = {
    "files": (check_checksums, check_splits, check_parquet, check_moses, check_tmx, check_xces),
    "datasets": (check_datasets,),
    "opus": (check_opus,),
}


def is_missing(package):
    try:
        importlib.import_module(package)
    except ImportError:
        return True
    return False


def main(kind, folder):
    missing = [package for package in NEEDS[kind] if is_missing(package)]
    if kind == "files" and not shutil.which("xmllint"):
        missing.append("xmllint (apt-get install libxml2-utils)")
    if missing:
        print("missing:", ", ".join(missing), file=sys.stderr)
        return 2
    folders = sorted(path for path in Path(folder).iterdir() if path.is_dir())
    assert folders, f"no corpora in {folder}"
    for path in folders:
        corpus = Corpus(path)
        for check in CHECKS[kind]:
            check(corpus)
        print(f"{path.name}: {sum(map(len, corpus.units.values()))} units agree in {kind}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
