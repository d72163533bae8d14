//! Stand-off links as OPUS has them: `train.xml` says which sentences correspond, and every document has a file with its
//! sentences, `en/….xml`.
//!
//! The left half of `xtargets` belongs to `fromDoc`. Sentence IDs are the indices of the sentences in the document,
//! counted from 0 as in the other layouts. Of a document only those sentences are written that occur in a unit.

mod sentences;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::BytesStart;

use self::sentences::{Sentences, file_name, sentence_ids};
use super::settings::{Layout, Settings};
use super::sink::{At, Finished, Sink, WrittenFile};
use super::split::Split;
use super::words::{legal, span};
use crate::alignment::Side;
use crate::corpus::Unit;

/// As OPUS writes it; readers of XCES look for it.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
    <!DOCTYPE cesAlign PUBLIC \"-//CES//DTD XML cesAlign//EN\" \"\">\n<cesAlign version=\"1.0\">\n";

/// The layout below `destination`.
pub(super) fn sink(destination: &Path, settings: &Settings) -> io::Result<Box<dyn Sink>> {
    let folder = destination.join(Layout::Xces.folder());
    fs::create_dir(&folder)?;
    Ok(Box::new(Xces {
        sentences: [settings.from, settings.to].map(|language| Sentences::new(&folder, language.code())),
        languages: [settings.from, settings.to].map(|language| language.code().to_owned()),
        folder,
        splits: [None, None, None],
        pair: None,
    }))
}

struct Xces {
    folder: PathBuf,
    languages: [String; 2],
    splits: [Option<Links>; 3],
    sentences: [Sentences; 2],
    /// The documents that the last unit was of.
    pair: Option<(String, [String; 2])>,
}

/// The links of a split.
struct Links {
    output: BufWriter<File>,
    /// The pair whose group is open.
    pair: Option<String>,
    rows: u64,
}

impl Xces {
    fn links(&mut self, split: Split) -> io::Result<&mut Links> {
        if self.splits[split.index()].is_none() {
            let mut output = BufWriter::new(File::create(self.folder.join(format!("{}.xml", split.name())))?);
            output.write_all(HEAD.as_bytes())?;
            self.splits[split.index()] = Some(Links {
                output,
                pair: None,
                rows: 0,
            });
        }
        // It was put there if it was missing.
        self.splits[split.index()]
            .as_mut()
            .ok_or_else(|| io::Error::other("no file for the split"))
    }

    /// Writes the sentences of the last pair if the unit is of another.
    fn turn_to(&mut self, unit: &Unit) -> io::Result<()> {
        let documents = [&unit.source.document, &unit.target.document].map(Clone::clone);
        let same = self
            .pair
            .as_ref()
            .is_some_and(|(pair, known)| *pair == unit.pair && *known == documents);
        if !same {
            self.sentences.iter_mut().try_for_each(Sentences::flush)?;
            self.pair = Some((unit.pair.clone(), documents));
        }
        for (sentences, side) in self.sentences.iter_mut().zip(Side::BOTH) {
            sentences.add(unit.side(side));
        }
        Ok(())
    }
}

impl Links {
    fn turn_to(&mut self, unit: &Unit, languages: &[String; 2]) -> io::Result<()> {
        if self.pair.as_ref() == Some(&unit.pair) {
            return Ok(());
        }
        self.end_group()?;
        let document = |language: &str, document: &str| format!("{language}/{}", file_name(document));
        let from = document(&languages[0], &unit.source.document);
        let to = document(&languages[1], &unit.target.document);
        let attributes = [
            ("targType", "s"),
            ("id", &legal(&unit.pair)),
            ("fromDoc", &from),
            ("toDoc", &to),
        ]
        .map(|(name, value)| format!(" {name}=\"{}\"", escape(value)));
        writeln!(self.output, " <linkGrp{}>", attributes.concat())?;
        self.pair = Some(unit.pair.clone());
        Ok(())
    }

    fn end_group(&mut self) -> io::Result<()> {
        match self.pair.take() {
            Some(_) => self.output.write_all(b" </linkGrp>\n"),
            None => Ok(()),
        }
    }

    fn link(&mut self, unit: &Unit) -> io::Result<()> {
        let halves = |source: String, target: String| format!("{source};{target}");
        let targets = halves(sentence_ids(&unit.source), sentence_ids(&unit.target));
        let spans = halves(span(unit.source.span), span(unit.target.span));
        let confidence = format!("{:.4}", unit.confidence);
        let (name, story) = (legal(&unit.name()), unit.story.to_string());
        let mut link = BytesStart::new("link").with_attributes([
            ("id", name.as_str()),
            ("xtargets", &targets),
            ("certainty", &confidence),
            ("type", &unit.bead_type),
            ("spans", &spans),
            ("story", &story),
        ]);
        if unit.moved {
            link.push_attribute(("moved", "yes"));
        }
        let lists = [
            ("reasons", unit.reasons.join(" ")),
            ("findings", unit.findings.join(" ")),
        ];
        let copy = unit.duplicate_of.clone().map(|copy| ("duplicate-of", copy));
        for (name, value) in lists.into_iter().chain(copy).filter(|(_, value)| !value.is_empty()) {
            link.push_attribute((name, legal(&value).as_str()));
        }
        self.output.write_all(b"  ")?;
        Writer::new(&mut self.output).write_event(quick_xml::events::Event::Empty(link))?;
        self.output.write_all(b"\n")
    }
}

impl Sink for Xces {
    fn write(&mut self, at: At, unit: &Unit) -> io::Result<()> {
        self.turn_to(unit)?;
        let languages = self.languages.clone();
        let links = self.links(at.split)?;
        links.turn_to(unit, &languages)?;
        links.link(unit)?;
        links.rows += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Finished> {
        self.sentences.iter_mut().try_for_each(Sentences::flush)?;
        if self.splits.iter().all(Option::is_none) {
            self.links(Split::Train)?;
        }
        let mut files = Vec::new();
        for (split, links) in Split::ALL.into_iter().zip(&mut self.splits) {
            let Some(links) = links else { continue };
            links.end_group()?;
            links.output.write_all(b"</cesAlign>\n")?;
            links.output.flush()?;
            files.push(WrittenFile {
                path: format!("{}/{}.xml", Layout::Xces.folder(), split.name()),
                split,
                rows: links.rows,
            });
        }
        let documents = self.sentences.iter().map(|sentences| sentences.files).sum();
        Ok(Finished { files, documents })
    }
}
