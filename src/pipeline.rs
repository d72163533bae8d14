//! The stages in their order: two files → [`AlignedPair`].

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::align::model::Model;
use crate::align::{Explanation, InduceOptions};
use crate::alignment::{AlignedPair, Alignment};
use crate::anchor::Anchor;
use crate::document::{Document, Format};
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;
use crate::lexicon::dictionary::DictionaryEntry;
use crate::read::bitext::Bitext;
use crate::segment::Segmenter;
use crate::{align, anchor, clean, detect, read};

/// Everything that can be chosen about aligning a pair.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How files are read.
    pub read: read::Options,
    /// The source language; by default detected.
    pub from: Option<Language>,
    /// The target language; by default detected.
    pub to: Option<Language>,
    /// Aligns even if a language is unknown or both are the same, instead of refusing.
    pub any_languages: bool,
    /// How blocks are cut into sentences.
    pub segmenter: Segmenter,
    /// How sentences are aligned.
    pub align: align::Options,
    /// Beads of a lower confidence than this, 0 to 1, are taken apart; see [`Alignment::split_below`].
    ///
    /// [`Alignment::split_below`]: crate::alignment::Alignment::split_below
    pub min_confidence: f64,
}

/// Reads two files and aligns them; `-` is standard input.
///
/// # Errors
/// If a file cannot be read as text, or the languages cannot be told apart.
pub fn align_files(source: &Path, target: &Path, options: &Options) -> Result<AlignedPair> {
    let source = read::read_path(source, &options.read)?;
    let target = read::read_path(target, &options.read)?;
    align_documents(source, target, options)
}

/// Takes two documents through all stages from cleaning to alignment.
///
/// # Errors
/// If the languages cannot be told apart, unless any will do.
pub fn align_documents(source: Document, target: Document, options: &Options) -> Result<AlignedPair> {
    let prepared = PreparedPair::new(source, target, options)?;
    let alignment = align::align(prepared.input(), &options.align);
    Ok(prepared.finish(alignment, options))
}

/// Two documents that only need to be aligned.
#[derive(Clone, Debug)]
pub struct PreparedPair {
    source: Document,
    target: Document,
    source_anchors: Vec<Vec<Anchor>>,
    target_anchors: Vec<Vec<Anchor>>,
}

impl PreparedPair {
    /// Reads two files and prepares them; `-` is standard input.
    ///
    /// # Errors
    /// If a file cannot be read as text, or the languages cannot be told apart.
    pub fn read(source: &Path, target: &Path, options: &Options) -> Result<Self> {
        let source = read::read_path(source, &options.read)?;
        let target = read::read_path(target, &options.read)?;
        Self::new(source, target, options)
    }

    /// Takes two documents through the stages from cleaning to anchors.
    ///
    /// # Errors
    /// If the languages cannot be told apart, unless any will do.
    pub fn new(mut source: Document, mut target: Document, options: &Options) -> Result<Self> {
        clean::clean(&mut source);
        clean::clean(&mut target);
        if !options.align.all_blocks {
            has_article(&source)?;
            has_article(&target)?;
        }
        if options.any_languages {
            source.language = options.from.or_else(|| detect::detect(&source));
            target.language = options.to.or_else(|| detect::detect(&target));
        } else {
            detect::detect_pair(&mut source, &mut target, options.from, options.to)?;
        }
        check_model(&source, &target, options)?;
        check_dictionaries(&source, &target, options)?;
        options.segmenter.segment(&mut source);
        options.segmenter.segment(&mut target);
        Ok(Self {
            source_anchors: anchor::find(&source),
            target_anchors: anchor::find(&target),
            source,
            target,
        })
    }

    /// What the aligner takes of the pair.
    #[must_use]
    pub fn input(&self) -> align::PairInput<'_> {
        align::PairInput {
            source: &self.source,
            target: &self.target,
            source_anchors: &self.source_anchors,
            target_anchors: &self.target_anchors,
        }
    }

    fn name(&self) -> String {
        format!("{} {}", self.source.name, self.target.name)
    }

    /// The pair with its alignment.
    #[must_use]
    pub fn finish(self, alignment: Alignment, options: &Options) -> AlignedPair {
        AlignedPair {
            id: self.name(),
            source: self.source,
            target: self.target,
            alignment: alignment.split_below(options.min_confidence),
            units: Vec::new(),
        }
    }
}

/// A model of other languages would know no word of the pair.
fn check_model(source: &Document, target: &Document, options: &Options) -> Result<()> {
    let Some(model) = &options.align.model else {
        return Ok(());
    };
    if !model.is_of_other_languages(source.language, target.language) {
        return Ok(());
    }
    let message = format!(
        "the pair is in {}, the model in {}",
        names((source.language, target.language)),
        names(model.languages())
    );
    let error = Error::new(ErrorKind::Language, format!("{} {}", source.name, target.name), message);
    Err(error.with_remedy("give a model of these languages, in this order, or none"))
}

/// Refuses a pair that none of the given dictionaries is for: it would be aligned as if there were none.
fn check_dictionaries(source: &Document, target: &Document, options: &Options) -> Result<()> {
    let dictionaries = &options.align.dictionaries;
    let languages = (source.language, target.language);
    let Some(first) = dictionaries.first() else {
        return Ok(());
    };
    if dictionaries.iter().any(|dictionary| dictionary.is_of(languages)) {
        return Ok(());
    }
    let message = format!(
        "is of {}, the pair is in {}",
        names(first.languages()),
        names(languages)
    );
    let error = Error::new(ErrorKind::Language, first.name(), message);
    Err(error.with_remedy("give a dictionary of these languages, or leave out --lexicon"))
}

/// Two languages in words.
fn names((source, target): (Option<Language>, Option<Language>)) -> String {
    let name = |language: Option<Language>| language.map_or("unknown".to_owned(), |known| known.name().to_owned());
    format!("{} and {}", name(source), name(target))
}

/// Explains one bead of a pair, by its place in the alignment, counted from 0.
///
/// # Errors
/// If the languages cannot be told apart, or there is no such bead.
pub fn explain_documents(
    source: Document,
    target: Document,
    place: usize,
    options: &Options,
) -> Result<(AlignedPair, Explanation)> {
    let prepared = PreparedPair::new(source, target, options)?;
    let (alignment, explanation) = align::explain(prepared.input(), &options.align, |alignment, explainer| {
        let alignment = alignment.split_below(options.min_confidence);
        let explanation = explainer.bead(&alignment.beads, place);
        (alignment, explanation)
    });
    let beads = alignment.beads.len();
    let pair = prepared.finish(alignment, options);
    match explanation {
        Some(explanation) => Ok((pair, explanation)),
        None => Err(
            Error::new(ErrorKind::Usage, &*pair.id, format!("there is no bead {}", place + 1))
                .with_remedy(format!("give a number from 1 to {beads}, as `beadwork align` shows it")),
        ),
    }
}

/// Aligns pairs of the same two languages together, in their order, and gives what they taught.
///
/// # Errors
/// If the pairs are of different languages: a model is of two.
pub fn align_and_learn(pairs: Vec<PreparedPair>, options: &Options) -> Result<(Vec<AlignedPair>, Model)> {
    of_same_languages(&pairs)?;
    let inputs: Vec<_> = pairs.iter().map(PreparedPair::input).collect();
    let (aligned, model) = align::align_and_learn(&inputs, &options.align);
    let finished = pairs.into_iter().zip(aligned);
    let finished = finished.map(|(pair, (alignment, _))| pair.finish(alignment, options));
    Ok((finished.collect(), model))
}

/// The languages of all pairs; what is learned from them is of two.
fn of_same_languages(pairs: &[PreparedPair]) -> Result<(Option<Language>, Option<Language>)> {
    let languages = |pair: &PreparedPair| (pair.source.language, pair.target.language);
    if let Some(other) = pairs.iter().find(|pair| languages(pair) != languages(&pairs[0])) {
        let message = format!("is in other languages than {}, and a model is of two", pairs[0].name());
        let error = Error::new(ErrorKind::Language, other.name(), message);
        return Err(error.with_remedy("make a list for each two languages, or say with --from and --to what they are"));
    }
    Ok(pairs.first().map(languages).unwrap_or_default())
}

/// A dictionary learned from texts, with its languages.
pub type Induced = ((Option<Language>, Option<Language>), Vec<DictionaryEntry>);

/// Aligns pairs of the same two languages together and gives the dictionary that they teach.
///
/// # Errors
/// If the pairs are of different languages.
pub fn induce(pairs: &[PreparedPair], options: &Options, wanted: &InduceOptions) -> Result<Induced> {
    let languages = of_same_languages(pairs)?;
    let inputs: Vec<_> = pairs.iter().map(PreparedPair::input).collect();
    Ok((languages, align::induce(&inputs, &options.align, wanted)))
}

/// Gives the dictionary that lines teach which are each other's translations; pairs with an empty side are left out.
///
/// # Errors
/// If there is no such pair, or the languages cannot be told apart.
pub fn induce_from_lines(
    (source, target): (&str, &str),
    lines: &[(String, String)],
    options: &Options,
    wanted: &InduceOptions,
) -> Result<Induced> {
    let flat = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let full = lines.iter().map(|(source, target)| (flat(source), flat(target)));
    let full = full.filter(|(source, target)| !source.is_empty() && !target.is_empty());
    let (of_source, of_target): (Vec<String>, Vec<String>) = full.unzip();
    let read_options = read::Options {
        format: Some(Format::Lines),
        encoding: Some("utf-8".to_owned()),
    };
    let document = |name: &str, lines: &[String]| read::read_bytes(name, lines.join("\n").as_bytes(), &read_options);
    let options = Options {
        align: align::Options {
            all_blocks: true,
            ..options.align.clone()
        },
        ..options.clone()
    };
    let prepared = PreparedPair::new(document(source, &of_source)?, document(target, &of_target)?, &options)?;
    let wanted = InduceOptions {
        aligned: true,
        ..*wanted
    };
    induce(&[prepared], &options, &wanted)
}

/// Aligns many pairs, in their order: pairs of the same two languages learn words, lengths and habits from each other.
///
/// With `isolated`, each pair is aligned on its own evidence. The result does not depend on the number of threads.
#[must_use]
pub fn align_prepared(pairs: Vec<PreparedPair>, options: &Options, isolated: bool) -> Vec<AlignedPair> {
    let mut groups: BTreeMap<(Option<Language>, Option<Language>), Vec<usize>> = BTreeMap::new();
    for (place, pair) in pairs.iter().enumerate() {
        groups
            .entry((pair.source.language, pair.target.language))
            .or_default()
            .push(place);
    }
    let mut alignments = vec![Alignment::default(); pairs.len()];
    if isolated {
        let alone = pairs.par_iter().map(|pair| align::align(pair.input(), &options.align));
        alignments = alone.collect();
    } else {
        for places in groups.values() {
            let inputs: Vec<_> = places.iter().map(|&place| pairs[place].input()).collect();
            for (&place, (alignment, _)) in places.iter().zip(align::align_collection(&inputs, &options.align)) {
                alignments[place] = alignment;
            }
        }
    }
    pairs
        .into_iter()
        .zip(alignments)
        .map(|(pair, alignment)| pair.finish(alignment, options))
        .collect()
}

/// The aligned pair of a bitext; a language that neither the options nor the file name is detected.
///
/// # Errors
/// If the languages cannot be told apart, unless any will do.
pub fn pair_of_bitext(bitext: Bitext, name: &str, options: &Options) -> Result<AlignedPair> {
    let mut pair = bitext.into_pair(name);
    let from = options.from.or(pair.source.language);
    let to = options.to.or(pair.target.language);
    if options.any_languages {
        pair.source.language = from.or_else(|| detect::detect(&pair.source));
        pair.target.language = to.or_else(|| detect::detect(&pair.target));
    } else {
        detect::detect_pair(&mut pair.source, &mut pair.target, from, to)?;
    }
    Ok(pair)
}

/// Refuses a page that is all menus and footers: an alignment with nothing would look as if the other side had left
/// everything out.
fn has_article(document: &Document) -> Result<()> {
    if document.blocks.iter().any(|block| block.role.is_content()) {
        return Ok(());
    }
    let error = Error::new(
        ErrorKind::Empty,
        &*document.name,
        "no article on the page, only menus and the like",
    );
    Err(error.with_remedy("save the article's own page, or align everything with --all-blocks"))
}

/// Takes one document from cleaning to its sentences; its language is as given, else as detected, else unknown.
pub fn segment_document(document: &mut Document, language: Option<Language>, segmenter: &Segmenter) {
    clean::clean(document);
    document.language = language.or_else(|| detect::detect(document));
    segmenter.segment(document);
}
