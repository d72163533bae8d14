//! Anchors: sentences → normalised facts.

#[allow(dead_code)] // Each bench uses its part.
mod common;

use std::hint::black_box;

use beadwork::anchor;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn anchors(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("anchors");
    for (name, text) in [("en", common::ENGLISH), ("ru", common::RUSSIAN)] {
        let document = common::segmented(&common::repeated(text, 10));
        group.throughput(Throughput::Elements(document.sentences.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| anchor::find(black_box(&document))));
    }
    group.finish();
}

criterion_group!(benches, anchors);
criterion_main!(benches);
