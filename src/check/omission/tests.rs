use crate::alignment::AlignedPair;
use crate::check::fixture::{self, findings_of};
use crate::check::{Settings, Severity, run};

/// Twelve sentences that correspond, around one that may not.
fn article<'a>(middle: (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
    let plain = (
        "The committee approved the plan at the meeting.",
        "Комитет одобрил план на заседании.",
    );
    let mut sentences = vec![plain; 12];
    sentences.insert(6, middle);
    sentences
}

fn severities(pair: &AlignedPair, id: &str) -> Vec<Severity> {
    let findings = run(pair, &Settings::default());
    let of_kind = findings.iter().filter(|finding| finding.kind.id == id);
    of_kind.map(|finding| finding.severity).collect()
}

#[test]
fn a_sentence_left_out_of_a_complete_version_is_a_warning() {
    let lost = "Each of the frames was cleaned by hand.";
    let pair = fixture::pair(&article((lost, "")));
    assert_eq!(severities(&pair, "omission-sentence"), [Severity::Warning]);
    assert_eq!(
        findings_of("omission", &article((lost, ""))),
        [format!("omission-sentence: {lost} | ")]
    );
}

#[test]
fn an_added_sentence_is_a_warning_only_with_a_fact() {
    let plain = fixture::pair(&article(("", "Каждый кадр чистили вручную.")));
    assert_eq!(severities(&plain, "addition-sentence"), [Severity::Info]);
    let fact = fixture::pair(&article(("", "Вручную почистили 78 тысяч кадров.")));
    assert_eq!(severities(&fact, "addition-sentence"), [Severity::Warning]);
}

#[test]
fn an_abridged_version_gets_one_summary() {
    let mut sentences = vec![("The committee approved the plan.", "Комитет одобрил план.")];
    sentences.extend([
        ("It met 14 times in Riga.", ""),
        ("Nobody came.", ""),
        ("The vote was close.", ""),
    ]);
    sentences.push(("The committee approved the plan.", "Комитет одобрил план."));
    let pair = fixture::pair(&sentences);
    assert_eq!(severities(&pair, "omission-abridged"), [Severity::Info]);
    assert_eq!(severities(&pair, "omission-sentence"), [Severity::Info; 3]);
}

#[test]
fn a_clause_left_out_is_found() {
    let whole = "The president met the minister on Monday, while soldiers and police guarded the bridge and every road \
                 to the old city.";
    let cut = "Президент встретился с министром в понедельник.";
    let found = findings_of("omission", &[(whole, cut)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("omission-clause: ") && found[0].contains("soldiers"),
        "{found:?}"
    );
    let same = "Президент встретился с министром в понедельник, в то время как солдаты и полиция охраняли мост и все \
                дороги в старый город.";
    assert_eq!(findings_of("omission", &[(whole, same)]), [""; 0]);
}
