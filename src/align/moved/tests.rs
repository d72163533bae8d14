use super::*;

fn bead(source: usize, target: usize) -> PathBead {
    candidate((source, source + 1), (target, target + 1), 1.0)
}

fn null(source: usize) -> PathBead {
    candidate((source, source + 1), (0, 0), -2.0)
}

#[test]
fn a_block_that_is_worth_its_start_is_linked() {
    let mut path = vec![null(0), null(1), bead(2, 0)];
    let good = |source: usize, target: usize| candidate((source, source + 1), (target, target + 1), 5.0);
    let mut candidates = vec![good(1, 2), good(0, 1), bead(2, 0)];
    link_moved(&mut candidates, &mut path, (3, 3));
    let mut linked: Vec<(usize, usize)> = (path.iter().filter(|bead| !bead.is_null()))
        .map(|bead| (bead.source.0, bead.target.0))
        .collect();
    linked.sort_unstable();
    assert_eq!(linked, [(0, 1), (1, 2), (2, 0)]);
    assert!(path.iter().all(|bead| !bead.is_null()));
}

#[test]
fn a_better_bead_is_not_taken_apart() {
    let mut path = vec![candidate((0, 1), (0, 1), 9.0), candidate((0, 0), (1, 2), -2.0)];
    let before = path.clone();
    link_moved(&mut vec![candidate((0, 1), (1, 2), 12.0)], &mut path, (1, 2));
    assert_eq!(path, before);
}

#[test]
fn the_shorter_of_two_crossing_blocks_is_the_moved_one() {
    let path = [bead(0, 2), bead(1, 3), bead(2, 4), bead(3, 0), bead(4, 1)];
    assert_eq!(out_of_order(&path), [false, false, false, true, true]);
}

#[test]
fn nothing_is_moved_in_order() {
    assert_eq!(out_of_order(&[bead(0, 0), bead(2, 1)]), [false, false]);
    assert!(out_of_order(&[]).is_empty());
}

#[test]
fn what_is_left_of_a_bead_stays_linked() {
    // Two sentences for two, the other way round: each alone is worth more than both together.
    let mut path = vec![candidate((0, 2), (0, 2), 6.0)];
    let mut candidates = vec![candidate((0, 1), (1, 2), 9.0), candidate((1, 2), (0, 1), 9.0)];
    link_moved(&mut candidates, &mut path, (2, 2));
    let mut linked: Vec<(usize, usize)> = path.iter().map(|bead| (bead.source.0, bead.target.0)).collect();
    linked.sort_unstable();
    assert_eq!(linked, [(0, 1), (1, 0)]);
}

#[test]
fn a_single_sentence_far_away_is_left() {
    let in_order = |count: usize| (0..count).map(|place| candidate((place, place + 1), (place, place + 1), 9.0));
    let mut path: Vec<PathBead> = in_order(400).collect();
    path.extend([null(400), null(401)]);
    let far = |source: usize, target: usize| candidate((source, source + 1), (target, target + 1), 40.0);
    // The targets 0 and 1 are free, 400 sentences from where the last two sources stand.
    for bead in &mut path[..400] {
        bead.target = (bead.target.0 + 2, bead.target.1 + 2);
    }
    let mut alone = path.clone();
    link_moved(&mut vec![far(400, 0)], &mut alone, (402, 402));
    assert!(alone.iter().all(|bead| bead.source != (400, 401) || bead.is_null()));
    link_moved(&mut vec![far(400, 0), far(401, 1)], &mut path, (402, 402));
    assert_eq!(
        path.iter()
            .filter(|bead| bead.source.0 >= 400 && !bead.is_null())
            .count(),
        2
    );
}
