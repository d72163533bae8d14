//! Who speaks: the name beside the verb of saying.

use super::wording::WordList;
use crate::align::{Comparison, Skeleton};
use crate::alignment::{Bead, EvidenceKind, Side};
use crate::anchor::{self, Anchor};
use crate::check::{Context, Draft, Findings, Kind, Severity, Word};
use crate::language::Language;

pub(super) static SPEAKER: Kind = Kind {
    id: "quote-speaker",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "A quotation or statement that the other side attributes to somebody else.",
    example: ("\"It is late,\" Ivanov said.", "«Поздно», — сказал Петров."),
    misses: "A speaker named by a post or a pronoun on one side.",
};

/// Verbs of saying that have the speaker right beside them; `begin*` stands for any word that begins so.
struct Saying {
    language: Language,
    verbs: WordList,
}

static SAYINGS: [Saying; 2] = [
    Saying {
        language: Language::ENGLISH,
        verbs: WordList::new(
            "said says told added noted stressed explained claimed admitted recalled announced argued tweeted wrote",
        ),
    },
    Saying {
        language: Language::RUSSIAN,
        verbs: WordList::new(
            "сказал* говорит говорил* заявил* заявляет сообщил* добавил* отметил* подчеркнул* пояснил* рассказал* \
            рассказывает признал* написал* объяснил* считает утверждает",
        ),
    },
];

/// Names that look more alike than this may be two spellings of one.
const DIFFERENT: f64 = 0.5;

pub(super) fn check(context: &Context<'_>, place: usize, bead: &Bead, findings: &mut Findings<'_>) {
    let [source, target] = Side::BOTH.map(|side| speaker(context, bead, side));
    let (Some(source), Some(target)) = (source, target) else {
        return;
    };
    if anchor::similarity(source, target) > 0.0 {
        return;
    }
    // Named elsewhere in the bead or around it, it may be the same speaker under another name.
    let is_known = |name: &Anchor, side: Side| {
        let around = context.neighbourhood(bead, side);
        around
            .iter()
            .flat_map(|&sentence| context.anchors(side, sentence))
            .any(|other| anchor::similarity(name, other) > 0.0)
    };
    let alike = |one: &Anchor, two: &Anchor| {
        let skeletons = [one, two].map(|name| Skeleton::of(&name.value));
        match &skeletons {
            [Some(one), Some(two)] => Comparison::new(one).likeness(two) > DIFFERENT,
            // Too short to compare: an acronym.
            _ => true,
        }
    };
    if alike(source, target) || is_known(source, Side::Target) || is_known(target, Side::Source) {
        return;
    }
    let texts = [(Side::Source, source), (Side::Target, target)]
        .map(|(side, name)| name.span.of(&context.pair().document(side).text));
    let message = format!("{} speaks here, {} on the other side", texts[0], texts[1]);
    let draft = Draft::new(&SPEAKER, message).in_bead(place);
    findings.add(draft.at(Side::Source, source.span).at(Side::Target, target.span));
}

/// The name right beside the only verb of saying of one side.
fn speaker<'a>(context: &'a Context<'_>, bead: &Bead, side: Side) -> Option<&'a Anchor> {
    let language = context.language(side)?;
    let saying = SAYINGS.iter().find(|saying| saying.language == language)?;
    let words: Vec<&Word> = context.words_of(bead, side).collect();
    let mut verbs = (0..words.len()).filter(|&at| saying.verbs.has(words[at]));
    let verb = verbs.next()?;
    if verbs.next().is_some() {
        return None;
    }
    let name_at = |at: Option<usize>| {
        let word = words.get(at?)?;
        let mut names = context
            .anchors_of(bead, side)
            .filter(|anchor| anchor.kind == EvidenceKind::Name);
        names.find(|anchor| anchor.span.overlaps(word.span))
    };
    // A first name may stand between: the family name is the better one to compare.
    name_at(verb.checked_sub(1))
        .or_else(|| name_at(Some(verb + 2)))
        .or_else(|| name_at(Some(verb + 1)))
}
