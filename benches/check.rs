//! Checks: an aligned pair → findings.

#[allow(dead_code)] // Each bench uses its part.
mod common;

use std::hint::black_box;

use beadwork::check::{self, Settings};
use beadwork::pipeline::{self, Options};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn check(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    let side = |text| common::segmented(&common::repeated(text, 4));
    let pair = pipeline::align_documents(side(common::ENGLISH), side(common::RUSSIAN), &Options::default())
        .expect("the benches' texts are in two languages");
    group.throughput(Throughput::Elements(pair.alignment.beads.len() as u64));
    group.bench_function("beads", |bencher| {
        bencher.iter(|| check::run(black_box(&pair), &Settings::default()));
    });
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
