use super::*;
use crate::document::Span;
use crate::read::{Options, read_bytes};
use proptest::prelude::*;

fn cleaned(text: &str) -> Document {
    let mut document = read_bytes("x.txt", text.as_bytes(), &Options::default()).unwrap();
    clean(&mut document);
    document
}

fn roles(document: &Document) -> Vec<(Role, &str)> {
    document
        .blocks
        .iter()
        .map(|block| (block.role, block.span.of(&document.text)))
        .collect()
}

const SCRAPED: &str = "14 FEB, 12:31 {{item.date | formatDate}}\n\
    Minister calls reports of a closed harbour rumours\n\
    The harbour master has not seen any order, the ministry says\n\
    Deputy Minister Pavel Orlov\nDeputy Minister Pavel Orlov\n© Anna Lisova/TASS\n\n\
    PSKOV, February 14. /Sever-Press/. The harbour stays open all winter, the deputy minister told the newspaper on Monday.\n\n\
    \"We read about it <...> in the papers,\" he said. \"[The order] does not exist, and nobody has written one.\"\n\n\
    Conditions\n\n\
    Ships of up to four thousand tonnes may enter, as they did in the years before the new breakwater was built.\n\n\
    Read also\nIce road opens in the north\nNew lighthouse wins a prize\nRussia\nHarbours\n{{ tag.title }}\n";

#[test]
fn the_leftovers_of_a_scraped_page_get_their_roles() {
    let document = cleaned(SCRAPED);
    let expected = [
        (Role::Date, "14 FEB, 12:31 {{item.date | formatDate}}"),
        (Role::Title, "Minister calls reports of a closed harbour rumours"),
        (
            Role::Lead,
            "The harbour master has not seen any order, the ministry says",
        ),
        (Role::Caption, "Deputy Minister Pavel Orlov"),
        (Role::Caption, "Deputy Minister Pavel Orlov"),
        (Role::Credit, "© Anna Lisova/TASS"),
        (Role::Dateline, "PSKOV, February 14. /Sever-Press/."),
    ];
    assert_eq!(roles(&document)[..7], expected);
    let rest: Vec<Role> = document.blocks[7..].iter().map(|block| block.role).collect();
    let body = [Role::Body; 4];
    let behind = [
        Role::Related,
        Role::Related,
        Role::Related,
        Role::Tags,
        Role::Tags,
        Role::Residue,
    ];
    assert_eq!(rest, [&body[..], &behind[..]].concat());
}

#[test]
fn menus_and_stamps_above_the_headline_are_furniture() {
    let text = "Home\nDocuments\n17.09.2025\nProvisional text of Monday\n\nCommuniqué of the fifth meeting of the lake forum\n\n\
        The fifth meeting of the forum was held on Tuesday in the old customs house of the town.\n";
    let document = cleaned(text);
    let found: Vec<Role> = document.blocks.iter().map(|block| block.role).collect();
    let navigation = Role::Navigation;
    assert_eq!(
        found,
        [navigation, navigation, Role::Date, navigation, Role::Title, Role::Body]
    );
}

#[test]
fn a_chronicle_keeps_its_dates_and_a_letter_its_signature() {
    let text = "How the ice came to the harbour this year\n\n\
        The winter began early, and the pilots kept a diary of the ice from the very first week of it.\n\n\
        14 November\n\nThe first thin ice was seen between the piers, but the ferries went on as usual that day.\n\n\
        20 November\n\nThe last ferry of the year left with forty passengers and came back empty in the evening.\n\n\
        Pavel Orlov\nChief pilot\n";
    let document = cleaned(text);
    assert!(
        document.blocks.iter().all(|block| block.role.is_content()),
        "{:#?}",
        roles(&document)
    );
}

#[test]
fn chosen_sentences_are_left_alone() {
    let options = Options {
        format: Some(Format::Lines),
        encoding: None,
    };
    let mut document = read_bytes("x.txt", SCRAPED.as_bytes(), &options).unwrap();
    let before = document.blocks.clone();
    clean(&mut document);
    assert_eq!(document.blocks, before);
}

const LINES: &[&str] = &[
    "Home",
    "РЕГИОНЫ",
    "14 фев, 12:31",
    "Updated at 14:05",
    "{{x}}",
    "© Anna Lisova/TASS",
    "© 2024 Review",
    "Read also",
    "Читайте также: Лед тронулся",
    "Tags: ice, harbour",
    "Photo: Anna Lisova",
    "By Anna Lisova",
    "Ice road opens in the north",
    "The harbour at dawn. Photo: Anna Lisova",
    "Chief pilot",
    "Russia",
    "Арктика",
    "Lead text without a stop in it",
    "PSKOV, March 3. /Sever-Press/. The ice broke.",
    "PSKOV, March 3. /Sever-Press/.",
    "ПСКОВ, 3 марта. Лед тронулся.",
    "PSKOV, March 3. /Sever-Press/. PERM, March 3. /Sever-Press/. Short.",
    "The fifth meeting of the forum was held on Tuesday in the old customs house of the town.",
    "Пятое заседание форума прошло во вторник в старом здании таможни, сообщили в администрации.",
    "",
    "",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_twice_changes_nothing(lines in proptest::collection::vec(proptest::sample::select(LINES), 1..14)) {
        let text = lines.join("\n");
        prop_assume!(!text.trim().is_empty());
        let mut document = cleaned(&text);
        let once = document.blocks.clone();
        let mut behind = 0;
        for block in &once {
            prop_assert!(block.span.start >= behind && !block.span.is_empty());
            behind = block.span.end;
        }
        clean(&mut document);
        prop_assert_eq!(once, document.blocks);
    }

    #[test]
    fn cleaning_reads_any_text(text in "(\\PC{0,20}[/.,—\n ]?){0,12}") {
        let mut document = Document::plain("x", text.clone(), Format::Text, "UTF-8");
        let span = Span::new(0, text.len()).trimmed(&text);
        document.blocks.push(Block { span, role: Role::Body });
        clean(&mut document);
        let once = document.blocks.clone();
        clean(&mut document);
        prop_assert_eq!(once, document.blocks);
    }
}
