#!/usr/bin/env python3
"""Compares `beadwork eval --hyp` with another scorer on random hypotheses.

    cross_check.py BEADWORK SCORER.py GOLD_DIR... [--rounds N] [--seed N]

SCORER.py is called with --gold and --hyp and prints one JSON object. For every gold folder, hypotheses are made from the
gold by splitting, merging, shifting, dropping, repeating and inventing beads; some documents get none at all. Every
figure that both print must agree to the fourth decimal. A development script: `cargo test` does not run it.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

FIGURES = ("strict", "lax", "strict_nonull", "lax_nonull", "lax_sentalign", "links", "null_src", "null_tgt")
COUNTS = ("docs", "docs_missing", "gold_beads", "hyp_beads")
BEAD = re.compile(r"\[([\d, ]*)\]\s*:\s*\[([\d, ]*)\]")


def read_beads(path):
    numbers = lambda text: [int(number) for number in re.findall(r"\d+", text)]
    with open(path, encoding="utf-8") as lines:
        found = (BEAD.search(line) for line in lines)
        return [(numbers(bead[1]), numbers(bead[2])) for bead in found if bead]


def disturb(bead, rng):
    """The beads that stand in the place of `bead`."""
    source, target = bead
    choice = rng.random()
    if choice < 0.6:
        return [bead]
    if choice < 0.7:  # Into null beads, together or one by one.
        if rng.random() < 0.3:
            return [(source, []), ([], target)]
        return [([i], []) for i in source] + [([], [j]) for j in target]
    if choice < 0.8:  # Shifted.
        return [(source, [j + rng.choice([-1, 1, 2]) for j in target if j])]
    if choice < 0.87:  # Cut short.
        return [(source[:1], target[:1])]
    if choice < 0.92:  # Dropped.
        return []
    if choice < 0.96:  # Twice.
        return [bead, bead]
    return [(sorted({*source, rng.randrange(20)}), target)]


def merge(beads, rng):
    merged = []
    for source, target in beads:
        if merged and rng.random() < 0.1:
            merged[-1] = (merged[-1][0] + source, merged[-1][1] + target)
        else:
            merged.append((source, target))
    return merged


def write_hypotheses(gold, folder, rng):
    for root, _, files in os.walk(gold):
        if "gold.txt" not in files or rng.random() < 0.05:
            continue
        beads = [new for bead in read_beads(os.path.join(root, "gold.txt")) for new in disturb(bead, rng)]
        place = os.path.join(folder, os.path.relpath(root, gold))
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, "hyp.txt"), "w", encoding="utf-8") as out:
            for source, target in merge(beads, rng):
                score = rng.choice(["", f":{rng.random():.3f}", f" : {rng.random():e}"])
                out.write(f"{source}:{target}{score}\n" if rng.random() < 0.8 else f" {source} : {target}{score} \n")


def differences(ours, theirs):
    for key in COUNTS:
        if ours.get(key) != theirs.get(key):
            yield f"{key}: {ours.get(key)} and {theirs.get(key)}"
    if list(ours["by_type"]) != list(theirs["by_type"]):
        yield "by_type: other types or another order"
    if ours.get("warn_repeated_or_out_of_range") != theirs.get("warn_repeated_or_out_of_range"):
        yield "warn_repeated_or_out_of_range: other documents"
    groups = [(key, ours[key], theirs[key]) for key in FIGURES]
    groups += [(f"type {key}", ours["by_type"].get(key, {}), value) for key, value in theirs["by_type"].items()]
    groups += [(f"document {key}", ours["per_doc"].get(key, {}), value) for key, value in theirs["per_doc"].items()]
    for name, our, their in groups:
        for figure, value in their.items():
            if abs(our.get(figure, -1) - value) >= 0.00005:
                yield f"{name} {figure}: {our.get(figure)} and {value}"


def run(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("beadwork")
    parser.add_argument("scorer")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    failed = 0
    for gold in arguments.gold:
        for _ in range(arguments.rounds):
            with tempfile.TemporaryDirectory() as folder:
                write_hypotheses(gold, folder, rng)
                places = ["--gold", gold, "--hyp", folder, "--per-doc"]
                ours = run([arguments.beadwork, "eval", *places, "--json"])
                theirs = run([sys.executable, arguments.scorer, *places])
                found = list(differences(ours, theirs))
            failed += bool(found)
            state = "; ".join(found[:5]) if found else "agrees"
            print(f"{gold}: strict F1 {theirs['strict']['f1']:.4f}, {theirs['docs']} documents: {state}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
