//! What an element's name, class, id and rel say about the role of its text.

use crate::document::Role;

/// What mark-up says of an element's role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) role: Role,
    /// Said by a class or id only, which may mean something else on this site.
    pub(super) weak: bool,
}

/// The attributes that matter here.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// Class names and the id, as they stand.
    pub(super) names: String,
    /// `rel` and `itemprop`, in lower case.
    pub(super) rel: String,
    /// `role`, in lower case.
    pub(super) aria_role: String,
}

impl Attributes {
    /// Whether the element holds the article itself.
    pub(super) fn is_article(&self) -> bool {
        self.aria_role == "main" || self.rel.split_ascii_whitespace().any(|value| value == "articlebody")
    }
}

/// Where an element stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) in_article: bool,
    pub(super) in_figure: bool,
}

const NAVIGATION: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "advert",
    "advertisement",
    "advertising",
    "adfox",
    "banner",
    "banners",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "copyrights",
    "donate",
    "donation",
    "feedback",
    "footer",
    "gdpr",
    "kicker",
    "likes",
    "login",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "rubric",
    "rubrics",
    "search",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "socials",
    "sponsor",
    "sponsored",
    "submenu",
    "subscribe",
    "subscription",
    "toolbar",
    "topbar",
    "topline",
    "views",
    "widget",
    "widgets",
];
const RELATED: &[&str] = &[
    "readmore",
    "rel",
    "related",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "seealso",
    "similar",
];
/// Two words in a row that mean related articles.
const RELATED_PAIRS: &[(&str, &str)] = &[("see", "also"), ("read", "more"), ("read", "also"), ("more", "news")];
/// Two words in a row that mean a text for screen readers only, such as `Image caption,`.
const HIDDEN: &[(&str, &str)] = &[("visually", "hidden"), ("sr", "only"), ("screen", "reader")];
const DATE: &[&str] = &[
    "date",
    "datetime",
    "published",
    "pubdate",
    "stamp",
    "time",
    "timestamp",
    "updated",
    "datepublished",
    "datemodified",
];
const BYLINE: &[&str] = &[
    "author",
    "authors",
    "byline",
    "correspondent",
    "journalist",
    "meta",
    "writer",
];
const CREDIT: &[&str] = &["author", "copyright", "credit", "credits", "photographer", "source"];
const TAGS: &[&str] = &["keyword", "keywords", "tag", "tags", "topics"];
const LEAD: &[&str] = &[
    "announce",
    "anons",
    "deck",
    "dek",
    "lead",
    "lede",
    "standfirst",
    "sub",
    "subheadline",
    "subtitle",
    "summary",
];
const CAPTION: &[&str] = &["caption", "captions"];
const PICTURE: &[&str] = &["photo", "image", "img", "picture", "figure", "illustration", "pic"];
const PICTURE_TEXT: &[&str] = &["alt", "desc", "description", "legend", "sign", "text", "title"];
const ARTICLE_WORDS: &[&str] = &["article", "entry", "material", "news", "page", "post", "story"];
/// Whole names of the band on top of a page.
const PAGE_HEADER: &[&str] = &["header", "main-header", "page-header", "site-header", "top-header"];

/// What the element says of its text; `None` if nothing.
pub(super) fn mark(name: &str, attributes: &Attributes, place: Place) -> Option<Mark> {
    by_element(name, attributes, place)
        .map(|role| Mark { role, weak: false })
        .or_else(|| {
            // The outermost elements hold the article whatever their classes say.
            let outer = matches!(
                name,
                "html" | "body" | "main" | "article" | "a" | "b" | "i" | "em" | "strong"
            );
            let role = if outer {
                None
            } else {
                by_names(&attributes.names, place)
            };
            role.map(|role| Mark { role, weak: true })
        })
}

fn by_element(name: &str, attributes: &Attributes, place: Place) -> Option<Role> {
    let rel = |value: &str| attributes.rel.split_ascii_whitespace().any(|part| part == value);
    match attributes.aria_role.as_str() {
        "navigation" | "search" | "menu" | "menubar" | "contentinfo" | "dialog" => return Some(Role::Navigation),
        "banner" if !place.in_article => return Some(Role::Navigation),
        _ => {}
    }
    match name {
        "header" if place.in_article => None,
        "header" | "footer" | "nav" | "menu" | "form" | "button" | "select" | "option" | "search" | "dialog" => {
            Some(Role::Navigation)
        }
        "aside" => Some(Role::Related),
        "figcaption" => Some(Role::Caption),
        "time" => Some(Role::Date),
        "a" | "span" | "div" if rel("author") => Some(Role::Byline),
        "a" if rel("tag") => Some(Role::Tags),
        _ if rel("headline") => Some(Role::Title),
        _ if rel("datepublished") || rel("datemodified") => Some(Role::Date),
        _ => None,
    }
}

/// The role that class names and ids suggest; the last name that says something wins, as it is the most special.
fn by_names(names: &str, place: Place) -> Option<Role> {
    names.split_ascii_whitespace().rev().find_map(|name| {
        if !place.in_article && PAGE_HEADER.contains(&name) {
            return Some(Role::Navigation);
        }
        by_words(&words(name), place)
    })
}

fn by_words(words: &[String], place: Place) -> Option<Role> {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let pair = |first: &str, second: &str| words.windows(2).any(|two| two[0] == first && two[1] == second);
    let credit = || has(CREDIT) || words.iter().any(|word| word.ends_with("credit"));
    if HIDDEN.iter().any(|(first, second)| pair(first, second)) {
        Some(Role::Navigation)
    } else if has(CAPTION) || has(PICTURE) && has(PICTURE_TEXT) {
        Some(Role::Caption)
    } else if credit() && (place.in_figure || has(PICTURE)) {
        Some(Role::Credit)
    } else if has(RELATED) || RELATED_PAIRS.iter().any(|(first, second)| pair(first, second)) {
        Some(Role::Related)
    } else if has(TAGS) {
        Some(Role::Tags)
    } else if has(NAVIGATION) {
        Some(Role::Navigation)
    } else if has(BYLINE) {
        Some(Role::Byline)
    } else if has(DATE) {
        Some(Role::Date)
    } else if has(&["headline"]) || has(&["title"]) && has(ARTICLE_WORDS) {
        Some(Role::Title)
    } else if has(LEAD) {
        Some(Role::Lead)
    } else {
        None
    }
}

/// The words of a class name, in lower case: `newsDate`, `news-date` and `news__date` are `news`, `date`; `textMTags` is
/// `text`, `m`, `tags`.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower_before = false;
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        let begins = lower_before || characters.peek().is_some_and(|next| next.is_lowercase());
        let ends = !character.is_alphanumeric() || character.is_uppercase() && begins;
        if ends && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        }
        lower_before = character.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(names: &str) -> Option<Role> {
        by_names(names, Place::default())
    }

    #[test]
    fn class_names_of_many_habits_are_understood() {
        assert_eq!(words("newsPhoto__text-big"), ["news", "photo", "text", "big"]);
        assert_eq!(words("textMTags"), ["text", "m", "tags"]);
        assert_eq!(words("HTMLText"), ["html", "text"]);
        assert_eq!(role("textMTags"), Some(Role::Tags));
        assert_eq!(role("ssrcss-f39nd-visually-hidden"), Some(Role::Navigation));
        assert_eq!(role("article__publishDate"), Some(Role::Date));
        assert_eq!(role("b-news-photo__text"), Some(Role::Caption));
        assert_eq!(role("photo-author"), Some(Role::Credit));
        assert_eq!(role("news-author"), Some(Role::Byline));
        assert_eq!(role("see-also__link"), Some(Role::Related));
        assert_eq!(role("site-header"), Some(Role::Navigation));
        assert_eq!(role("article-header"), None);
        assert_eq!(role("post-title"), Some(Role::Title));
        assert_eq!(role("text-block par"), None);
    }
}
