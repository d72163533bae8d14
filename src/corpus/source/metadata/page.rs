//! The source of a page → what it says of itself.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::{date, json_ld};
use crate::corpus::item::Metadata;
use crate::language::Language;

/// Names under which pages give their date, the surest first.
const DATES: [&[&str]; 2] = [
    &[
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
    ],
    &[
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "dc.date.created",
        "dcterms.created",
        "pubdate",
        "publish-date",
        "publish_date",
        "publishdate",
        "publication_date",
        "published_time",
        "date",
        "article:published",
        "article.published",
        "sailthru.date",
        "parsely-pub-date",
        "citation_publication_date",
        "mediator_published_time",
        "cxenseparse:recs:publishtime",
    ],
];
/// No title is longer, in characters.
const LONGEST_TITLE: usize = 500;

/// What a page says of itself, from the source of the page.
///
/// The date is that of the mark-up for other sites (`article:published_time`), of `itemprop="datePublished"`, of the data for
/// search engines (JSON-LD), of older mark-up (`dc.date`), or of a `<time datetime>` behind the headline.
#[must_use]
pub fn of_page(source: &str) -> Metadata {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut found = Found::default();
    for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
        match token {
            Token::StartTag(tag) => found.start_tag(&Tag::of(&tag)),
            Token::EndTag(tag) => found.end_tag(&tag.name),
            Token::String(text) => found.text(&String::from_utf8_lossy(&text.value)),
            _ => {}
        }
        if found.behind_head && found.is_complete() {
            break;
        }
    }
    found.metadata()
}

/// What was found so far; of each kind by rank, the surest first.
#[derive(Default)]
struct Found {
    dates: [Option<String>; 4],
    addresses: [Option<String>; 3],
    titles: [Option<String>; 3],
    languages: [Option<Language>; 4],
    alternates: Vec<(Language, String)>,
    /// The dates of `<time>`, and whether they stand behind a headline.
    times: Vec<(bool, String)>,
    behind_head: bool,
    behind_headline: bool,
    /// What the text that is being read is for, and the text.
    reading: Option<(Reading, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Title,
    Data,
}

/// A start tag's name and attributes.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn of(tag: &StartTag<usize>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let attributes = tag.attributes.iter();
        Self {
            name: text(&tag.name),
            attributes: attributes
                .map(|(name, value)| (text(name), text(&value.value).trim().to_owned()))
                .collect(),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(attribute, _)| attribute == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Whether one of the words of an attribute is this.
    fn has(&self, name: &str, word: &str) -> bool {
        self.get(name)
            .is_some_and(|value| value.split_whitespace().any(|part| part.eq_ignore_ascii_case(word)))
    }
}

impl Found {
    fn start_tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "html" => set(
                &mut self.languages[0],
                tag.get("lang").or(tag.get("xml:lang")).and_then(language),
            ),
            "meta" => self.meta(tag),
            "link" => self.link(tag),
            "title" if !self.behind_head => self.reading = Some((Reading::Title, String::new())),
            "script" if tag.has("type", "application/ld+json") => {
                self.reading = Some((Reading::Data, String::new()));
            }
            "body" => self.behind_head = true,
            "h1" => self.behind_headline = true,
            "time" => self.time(tag),
            _ => {}
        }
        if tag.has("itemprop", "datePublished") {
            let value = tag.get("content").or(tag.get("datetime"));
            set(&mut self.dates[0], value.and_then(date::normal));
        }
    }

    fn end_tag(&mut self, name: &[u8]) {
        if name == b"head" {
            self.behind_head = true;
        }
        match self.reading.take() {
            Some((Reading::Title, text)) if name == b"title" => set(&mut self.titles[2], title(&text)),
            Some((Reading::Data, text)) if name == b"script" => self.data(&text),
            other => self.reading = other,
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, read)) = &mut self.reading {
            read.push_str(text);
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let Some(content) = tag.get("content") else {
            return;
        };
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            let Some(name) = tag.get(attribute).map(str::to_ascii_lowercase) else {
                continue;
            };
            match name.as_str() {
                "og:url" => set(&mut self.addresses[1], address(content)),
                "og:title" => set(&mut self.titles[0], title(content)),
                "og:locale" => set(&mut self.languages[2], language(content)),
                // A list of languages says nothing of this page.
                "content-language" if !content.contains(',') => set(&mut self.languages[1], language(content)),
                other if DATES[0].contains(&other) => set(&mut self.dates[0], date::normal(content)),
                other if DATES[1].contains(&other) => set(&mut self.dates[2], date::normal(content)),
                _ => {}
            }
        }
    }

    fn link(&mut self, tag: &Tag) {
        let Some(target) = tag.get("href").and_then(address) else {
            return;
        };
        if tag.has("rel", "canonical") {
            set(&mut self.addresses[0], Some(target));
        } else if tag.has("rel", "alternate")
            && let Some(language) = tag.get("hreflang").and_then(language)
        {
            let version = (language, target);
            if !self.alternates.contains(&version) {
                self.alternates.push(version);
            }
        }
    }

    fn time(&mut self, tag: &Tag) {
        let Some(date) = tag.get("datetime").and_then(date::normal) else {
            return;
        };
        if tag.attributes.iter().any(|(name, _)| name == "pubdate") {
            set(&mut self.dates[3], Some(date));
        } else {
            self.times.push((self.behind_headline, date));
        }
    }

    fn data(&mut self, script: &str) {
        let Some(facts) = json_ld::read(script) else {
            return;
        };
        set(&mut self.dates[1], facts.date.as_deref().and_then(date::normal));
        set(&mut self.titles[1], facts.title.as_deref().and_then(title));
        set(&mut self.addresses[2], facts.address.as_deref().and_then(address));
        set(&mut self.languages[3], facts.language.as_deref().and_then(language));
    }

    /// Whether what follows could not change anything that was found.
    fn is_complete(&self) -> bool {
        let sure = self.dates[0].is_some() || self.dates[1].is_some();
        sure && self.titles.iter().any(Option::is_some) && self.addresses.iter().any(Option::is_some)
    }

    fn metadata(mut self) -> Metadata {
        let time = self.time_of_article();
        let first = |ranks: &mut [Option<String>]| ranks.iter_mut().find_map(Option::take);
        Metadata {
            url: first(&mut self.addresses),
            date: first(&mut self.dates).or(time),
            title: first(&mut self.titles),
            language: self.languages.into_iter().flatten().next(),
            alternates: self.alternates,
            ..Metadata::default()
        }
    }

    /// The first `<time>` behind the headline; in a page without one, that day which all of them name. Lists of other
    /// articles have times, too.
    fn time_of_article(&self) -> Option<String> {
        if let Some((_, date)) = self.times.iter().find(|(behind, _)| *behind) {
            return Some(date.clone());
        }
        let (_, first) = self.times.first()?;
        let same = self.times.iter().all(|(_, date)| date[..10] == first[..10]);
        (same && !self.behind_headline).then(|| first.clone())
    }
}

/// Keeps what was found first.
fn set<T>(place: &mut Option<T>, value: Option<T>) {
    if place.is_none() {
        *place = value;
    }
}

fn language(text: &str) -> Option<Language> {
    text.parse().ok().filter(|language| *language != Language::UNDETERMINED)
}

/// A whole address; one that starts from the page's own is of no use alone.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.get(..8)?.to_ascii_lowercase();
    let whole = lower.starts_with("http://") || lower.starts_with("https://");
    (whole && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}

fn title(text: &str) -> Option<String> {
    let words = super::one_line(text);
    let fits = !words.is_empty() && words.chars().count() <= LONGEST_TITLE;
    fits.then_some(words)
}
