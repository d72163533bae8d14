#!/usr/bin/env python3
"""Opens comparison reports in a real browser (headless Chromium) and looks at what is shown.

    report.py FOLDER       FOLDER/{article,long,right-to-left,empty}.html with the .jsonl beside them,
                           FOLDER/findings/{checked,nothing}.html, FOLDER/corpus/{report,empty}.html

Needs chromium on the path, or its path in CHROMIUM; says so and exits 2 if there is none.
"""
import base64
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "readers"))
from page import read_page  # noqa: E402

BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def opened(path, fragment="", *options):
    """The page as it is after the browser ran its script."""
    with tempfile.TemporaryDirectory() as profile:
        command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                   "--virtual-time-budget=3000", "--dump-dom", *options, path.resolve().as_uri() + fragment]
        done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return read_page(done.stdout.decode("utf-8"))


def altered(path, change):
    """A copy of a page with its source changed."""
    copy = Path(tempfile.mkdtemp()) / path.name
    copy.write_text(change(path.read_text("utf-8")), "utf-8")
    return copy


def rows_of(path):
    return [json.loads(line) for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines()]


def beads(rows, wanted):
    return [f"bead-{row['bead']}" for row in rows if wanted(row)]


def is_null(row):
    return not (row["src"]["sentences"] and row["tgt"]["sentences"])


def test_filters_show_what_their_address_says(folder):
    path = folder / "article.html"
    rows = rows_of(path)
    expected = {
        "": lambda row: True,
        "#filter=all": lambda row: True,
        "#filter=differences": lambda row: is_null(row) or row["moved"],
        "#filter=low": lambda row: not is_null(row) and row["confidence"] < 0.6,
        "#filter=moved": lambda row: row["moved"],
        "#filter=nonsense": lambda row: True,
    }
    for fragment, wanted in expected.items():
        page = opened(path, fragment)
        shown = [name for name in page.visible() if name.startswith("bead-")]
        assert shown == beads(rows, wanted), (fragment, shown)
        assert page.toolbar_hidden is False
        name = fragment.removeprefix("#filter=")
        assert page.pressed == [name if name in ("differences", "low", "moved") else "all"], page.pressed


FRAME = """<!DOCTYPE html><iframe sandbox="allow-same-origin" width="1200" height="800" srcdoc="{}"></iframe><script>
addEventListener("load", () => {{
  const page = document.querySelector("iframe").contentDocument;
  const seen = (selector) => [...page.querySelectorAll(selector)].filter((item) => item.getClientRects().length > 0);
  document.documentElement.dataset.beads = seen(".bead").map((bead) => bead.id).join(" ");
  document.documentElement.dataset.controls = seen("button, .gap, .reason").length;
  document.documentElement.dataset.places = seen(".place").length;
}});
</script>"""


def test_page_is_whole_without_javascript(folder):
    """In a frame whose scripts are forbidden; the browser cannot print a page when they are off altogether."""
    path = folder / "article.html"
    page = opened(altered(path, lambda text: FRAME.format(html.escape(text))))
    found = next(attrs for tag, attrs in page.attributes if tag == "html")
    assert found["data-beads"].split() == beads(rows_of(path), lambda row: True), found
    assert found["data-controls"] == "0", "buttons that do nothing must not be shown"
    assert found["data-places"] == "1", found


def test_script_in_the_text_stays_text(folder):
    page = opened(folder / "article.html")
    assert len(page.scripts) == 1
    assert "".join(page.text).count("<script>alert(1)</script>") >= 2


def test_policy_stops_foreign_scripts(folder):
    """Even a hole in the escaping would not let the text of an article run."""
    foreign = "<script>document.title='broken in'</script><img src=x onerror=\"document.title='broken in'\">"
    page = opened(altered(folder / "article.html", lambda text: text.replace("<main", foreign + "<main")))
    assert "broken in" not in "".join(page.text[:2])
    assert page.toolbar_hidden is False, "the page's own script must still run"


PROBE = """<script>
addEventListener("load", () => {
  const say = (name, value) => document.documentElement.setAttribute("data-probe-" + name, value);
  const first = document.querySelector("#bead-1 .source mark");
  // A headless page that the window system has not made active moves its focus without saying so; saying it twice is
  // the same as once.
  const tell = (name, mark) => mark.dispatchEvent(new FocusEvent(name, { bubbles: true }));
  first.focus();
  tell("focusin", first);
  say("lit", [...document.querySelectorAll("mark.on")].map((mark) => mark.textContent).join("|"));
  say("reason", document.getElementById("reason").textContent);
  say("stops", [...document.querySelectorAll("#bead-1 mark")].filter((mark) => mark.tabIndex === 0).length);
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  say("next", document.activeElement.textContent);
  const last = document.activeElement;
  last.blur();
  tell("focusout", last);
  say("dark", [...document.querySelectorAll("mark.on")].length);
  document.querySelector("button[data-filter=low]").click();
  say("hash", location.hash);
  document.querySelector(".gap button").click();
  say("opened", [...document.querySelectorAll(".bead")].filter((bead) => !bead.hidden).length);
  say("languages", [...document.querySelectorAll("#bead-1 .cell")].map((cell) => cell.lang).join(" "));
});
</script>"""


def probed(path, probe=PROBE):
    """The page's answers to a script that uses it as a reader would; for that the policy is taken out."""
    without = lambda text: re.sub(r"<meta http-equiv[^>]*>", "", text).replace("</body>", probe + "</body>")  # noqa: E731
    page = opened(altered(path, without))
    attributes = next(attrs for tag, attrs in page.attributes if tag == "html")
    return {name.removeprefix("data-probe-"): value for name, value in attributes.items()}


def test_reader_can_use_the_page(folder):
    found = probed(folder / "article.html")
    assert found["lit"] == "Tver|Твери", found
    assert found["reason"] == "Tver ↔ Твери  ·  same name: tvr (weight 2.0)", found
    assert (found["stops"], found["next"], found["dark"]) == ("1", "1.5 million", "0"), found
    assert found["hash"] == "#filter=low" and found["opened"] == "5", found
    assert found["languages"] == "en ru", found


def test_long_pair_opens_in_time(folder):
    start = time.monotonic()
    page = opened(folder / "long.html", "#filter=low")
    shown = [name for name in page.visible() if name.startswith("bead-")]
    assert shown == ["bead-4001"], shown
    assert time.monotonic() - start < 60


def test_other_pages_open(folder):
    page = opened(folder / "empty.html")
    assert "Neither version has sentences to compare" in "".join(page.text)
    page = opened(folder / "right-to-left.html")
    assert any(attrs.get("lang") == "he" for tag, attrs in page.attributes if tag == "div")


# As a reader without a script would: everything is asked of the style alone.
SIEVE = """<!DOCTYPE html><iframe sandbox="allow-same-origin" width="{width}" height="800" srcdoc="{page}"></iframe><script>
addEventListener("load", () => {{
  const page = document.querySelector("iframe").contentDocument;
  const seen = (selector) => [...page.querySelectorAll(selector)].filter((item) => item.getClientRects().length > 0);
  const say = (name, value) => document.documentElement.setAttribute("data-" + name, value);
  const names = () => seen(".finding").map((item) => item.id).join(" ") + "|" + seen(".check").map((item) => item.dataset.check).join(" ");
  say("all", names());
  say("choice", seen("#check-choice").length);
  page.getElementById("show-error").checked = false;
  say("no-errors", names());
  page.getElementById("show-warning").checked = false;
  say("infos", names());
  ["show-error", "show-warning"].forEach((id) => {{ page.getElementById(id).checked = true; }});
  page.querySelector(".check").open = false;
  say("folded", seen(".finding").filter((item) => item.checkVisibility()).length);
  say("marks", seen("mark.flagged").map((mark) => mark.textContent).join("|"));
  const root = page.documentElement;
  say("overflow", root.scrollWidth - root.clientWidth);
}});
</script>"""


def test_findings_are_filtered_without_javascript(folder):
    for width in (1200, 400):
        change = lambda text: SIEVE.format(width=width, page=html.escape(text))  # noqa: E731, B023
        page = opened(altered(folder / "findings" / "checked.html", change))
        found = next(attrs for tag, attrs in page.attributes if tag == "html")
        assert found["data-all"] == "finding-2 finding-1 finding-3 finding-4|number date url", found
        assert found["data-no-errors"] == "finding-1 finding-4|number url", found
        assert found["data-infos"] == "finding-4|url", found
        assert found["data-folded"] == "2", found
        assert found["data-choice"] == "0", "a choice that does nothing must not be shown"
        assert "March 3|3 марта" in found["data-marks"], found
        assert found["data-overflow"] == "0", (width, found)


CHOICE = """<script>
addEventListener("load", () => {
  const say = (name, value) => document.documentElement.setAttribute("data-probe-" + name, value);
  const seen = () => [...document.querySelectorAll(".finding")].filter((item) => item.getClientRects().length > 0).map((item) => item.id);
  const choice = document.getElementById("check-choice");
  choice.value = "date";
  choice.dispatchEvent(new Event("change"));
  say("chosen", seen().join(" "));
  location.hash = "#finding-1";
  dispatchEvent(new HashChangeEvent("hashchange"));
  say("revealed", seen().join(" "));
  document.querySelector("button[data-filter=findings]").click();
  say("beads", [...document.querySelectorAll(".bead")].filter((bead) => !bead.hidden).map((bead) => bead.id).join(" "));
});
</script>"""


def test_findings_can_be_chosen_by_check(folder):
    found = probed(folder / "findings" / "checked.html", CHOICE)
    assert found["chosen"] == "finding-3", found
    assert found["revealed"] == "finding-2 finding-1 finding-3 finding-4", found
    assert found["beads"] == "bead-1 bead-3 bead-5 bead-6 bead-8", found


def test_findings_pages_are_sound(folder):
    for name in ("checked", "nothing"):
        page = read_page((folder / "findings" / f"{name}.html").read_text("utf-8"))
        assert not page.errors and not page.outside and page.policy_holds(), (name, page.errors, page.outside)
    assert "The checks found nothing." in "".join(page.text)


# What the style alone makes of the page: it has no script.
LOOK = """<!DOCTYPE html><iframe sandbox="allow-same-origin" width="{width}" height="900" srcdoc="{page}"></iframe><script>
addEventListener("load", () => {{
  const page = document.querySelector("iframe").contentDocument;
  const seen = (selector) => [...page.querySelectorAll(selector)].filter((item) => item.checkVisibility() && item.getClientRects().length > 0);
  const say = (name, value) => document.documentElement.setAttribute("data-" + name, value);
  const heights = (plot) => [...plot.querySelectorAll("rect.kept, rect.out")].map((bar) => bar.getBoundingClientRect().height);
  say("plots", seen(".plot .frame svg").map((plot) => Math.round(Math.max(0, ...heights(plot)) / plot.getBoundingClientRect().height * 100)).join(" "));
  say("folded", seen(".rule .sample").length);
  say("samples", seen("#samples .sample").length);
  page.querySelector(".rule").open = true;
  say("unfolded", seen(".rule .sample").length);
  say("scripts", page.querySelectorAll("script").length);
  const root = page.documentElement;
  say("overflow", root.scrollWidth - root.clientWidth);
}});
</script>"""


def test_corpus_report_is_drawn(folder):
    for width in (1200, 400):
        change = lambda text: LOOK.format(width=width, page=html.escape(text))  # noqa: E731, B023
        page = opened(altered(folder / "corpus" / "report.html", change))
        found = next(attrs for tag, attrs in page.attributes if tag == "html")
        plots = [int(share) for share in found["data-plots"].split()]
        # Where the highest column is split in two, neither part fills the frame.
        assert len(plots) == 3 and plots[2] == 100 and min(plots) > 40, found
        assert (found["data-folded"], found["data-unfolded"], found["data-samples"]) == ("0", "6", "30"), found
        assert (found["data-overflow"], found["data-scripts"]) == ("0", "0"), (width, found)


def test_corpus_reports_are_sound(folder):
    for name in ("report", "empty"):
        page = read_page((folder / "corpus" / f"{name}.html").read_text("utf-8"))
        assert not page.errors and not page.outside and not page.scripts, (name, page.errors, page.outside)
        style = base64.b64encode(hashlib.sha256(page.styles[0].encode()).digest()).decode()
        assert page.policy == f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"


def luminance(colour):
    channels = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_have_contrast(folder):
    """Text on what it stands on, by the rule of WCAG 2 level AA, in the light and in the dark palette."""
    style = read_page((folder / "article.html").read_text("utf-8")).styles[0]
    palettes = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", style, re.S)]
    text_on = [("ink", ground) for ground in ("paper", "card", "number", "date", "name", "token", "url", "source-wash", "target-wash", "error-wash", "warning-wash", "info-wash")]
    text_on += [(text, ground) for text in ("muted", "link") for ground in ("paper", "card")]
    text_on += [("source", "paper"), ("target", "paper"), ("low", "paper"), ("moved", "paper"), ("moved", "moved-wash"),
                ("muted", "source-wash"), ("muted", "target-wash"), ("error", "card"), ("warning", "card"), ("info", "card")]
    for palette in palettes[:2]:
        for text, ground in text_on:
            ratio = contrast(palette[text], palette[ground])
            assert ratio >= 4.5, f"{text} on {ground}: {ratio:.2f}"


def main(folder):
    if not BROWSER:
        print("missing: chromium (apt-get install chromium), or set CHROMIUM to its path", file=sys.stderr)
        return 2
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    for name, test in tests:
        test(folder)
        print(f"ok {name.removeprefix('test_').replace('_', ' ')}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
