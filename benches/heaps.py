#!/usr/bin/env python3
"""heaps.py N OUT [SEED]: two heaps of N made-up articles each, to time `beadwork corpus pair` with.

Sentences are words of the lexicon in a row, a third of them those of the article's topic (there is a topic for every
twenty articles), with names in both scripts and figures. Of two versions, each leaves out a fifth of the sentences. A
third of the documents have no counterpart. Writes OUT/a, OUT/b (a hundred folders each) and OUT/gold.tsv."""
import itertools, os, random, sys

HERE = os.path.dirname(os.path.abspath(__file__))
SOUNDS = [("b", "б"), ("v", "в"), ("g", "г"), ("d", "д"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("p", "п"),
          ("r", "р"), ("s", "с"), ("t", "т"), ("f", "ф"), ("br", "бр"), ("kr", "кр"), ("st", "ст"), ("tr", "тр")]
VOWELS = [("a", "а"), ("e", "е"), ("i", "и"), ("o", "о"), ("u", "у")]


def lexicon():
    """Words and their first translation."""
    words = []
    folder = os.path.join(HERE, "..", "lexicon", "en-ru")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".tsv") or name.startswith(("function", "numerals", "discourse")):
            continue
        for line in open(os.path.join(folder, name), encoding="utf-8"):
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 3 and not line.startswith("#") and " " not in columns[0]:
                translation = columns[2].split("|")[0]
                if " " not in translation:
                    words.append((columns[0], translation))
    return words


def name(rng):
    """A surname in both scripts."""
    parts = []
    for _ in range(rng.choice((2, 2, 3))):
        parts += [rng.choice(SOUNDS), rng.choice(VOWELS)]
    parts.append(rng.choice(SOUNDS))
    return tuple("".join(part[side] for part in parts).capitalize() for side in (0, 1))


def sentence(rng, common, topic, people):
    """A sentence in both languages; the word order differs."""
    chosen = [rng.choice(topic) if rng.random() < 0.33 else rng.choice(common) for _ in range(rng.randrange(8, 18))]
    source, target = [word[0] for word in chosen], [word[1] for word in chosen]
    for at in range(0, len(target) - 1, 3):
        target[at], target[at + 1] = target[at + 1], target[at]
    if rng.random() < 0.4:
        person = rng.choice(people)
        place = rng.randrange(1, len(source))
        source.insert(place, person[0])
        target.insert(place, person[1])
    if rng.random() < 0.25:
        number = str(rng.randrange(2, 3000))
        source.append(number)
        target.append(number)
    return tuple((" ".join(words).capitalize() if not any(word[0].isupper() for word in words)
                  else words[0].capitalize() + " " + " ".join(words[1:])) + "." for words in (source, target))


def main():
    count, out = int(sys.argv[1]), sys.argv[2]
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    words = lexicon()
    rng.shuffle(words)
    # Few words are common, as in any text.
    weights = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(words))))
    draw = lambda k: rng.choices(words, cum_weights=weights, k=k)
    topics = [(draw(40), [name(rng) for _ in range(6)]) for _ in range(max(1, count // 20))]
    os.makedirs(out, exist_ok=True)
    gold = open(os.path.join(out, "gold.tsv"), "w", encoding="utf-8")
    order = list(range(2 * count))
    rng.shuffle(order)
    made = [0, 0]
    number = 0
    while min(made) < count:
        topic, known = rng.choice(topics)
        people = rng.sample(known, 2) + [name(rng) for _ in range(rng.randrange(1, 3))]
        common = draw(400)
        text = [sentence(rng, common, topic, people) for _ in range(rng.randrange(8, 26))]
        kind = rng.random()
        row = []
        for side, wanted in enumerate((kind < 0.75, kind >= 0.25)):
            if not wanted or made[side] >= count:
                row.append("-")
                continue
            made[side] += 1
            label = number if side == 0 else order[number % len(order)]
            path = f"{label % 100:02}/{label}.txt"
            row.append(path)
            path = os.path.join(out, "ab"[side], path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            kept = [pair[side] for pair in text if rng.random() > 0.2] or [text[0][side]]
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n\n".join(kept) + "\n")
        if row != ["-", "-"]:
            gold.write("\t".join(row) + "\n")
        number += 1
    gold.close()


main()
