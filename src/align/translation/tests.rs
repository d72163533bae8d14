use super::super::seed::Seeds;
use super::*;

fn table(beads: &[(&[TypeId], &[TypeId])], types: usize) -> Translations {
    let mut set = TrainingSet::default();
    for (source, target) in beads {
        set.push(source.iter().copied(), target.iter().copied());
    }
    Translations::train(
        set,
        &SeedRows::new(&Seeds::default(), types, types),
        &Learning::default(),
    )
}

#[test]
fn words_that_meet_again_and_again_are_linked() {
    // In every third bead 0 and 0 stand together, among four words that are in that bead alone.
    let filler = |bead: TypeId| 1 + 4 * bead..5 + 4 * bead;
    let beads: Vec<Vec<TypeId>> = (0..12)
        .map(|number| {
            let shared = (number % 3 == 0).then_some(0);
            shared.into_iter().chain(filler(number)).collect()
        })
        .collect();
    let beads: Vec<(&[TypeId], &[TypeId])> = beads.iter().map(|words| (&words[..], &words[..])).collect();
    let table = table(&beads, 49);
    let probability = |source: TypeId, target: TypeId| {
        let entry = table.entries(source).iter().find(|entry| entry.target == target);
        entry.map_or(0.0, |entry| table.forward(source, entry, Own::default()))
    };
    assert!(probability(0, 0) > 0.3, "{}", probability(0, 0));
    assert!(probability(0, 0) > 4.0 * probability(0, 1));
}

#[test]
fn a_bead_does_not_confirm_itself() {
    let table = table(&[(&[0], &[0]), (&[1], &[1])], 2);
    for entry in table.entries(0) {
        let own = table.own((Some(0), Some(0)), 0, entry);
        assert!(table.forward(0, entry, own) < 1e-9);
    }
}

#[test]
fn both_directions_hold_the_same_entries() {
    let table = table(&[(&[0, 1], &[0, 1]), (&[0, 2], &[0, 2]), (&[1, 1], &[1])], 3);
    for source in 0..3 {
        for entry in table.entries(source) {
            let reverse = table.numerators(Direction::Reverse, entry.target);
            let found = reverse
                .iter()
                .find(|(other, _)| *other == source)
                .map(|(_, value)| *value);
            assert!((f64::from(found.unwrap()) - entry.reverse_numerator(0.0)).abs() < 1e-6);
        }
    }
}
