//! Alignment: two segmented documents with their anchors → beads.

#[allow(dead_code)] // Each bench uses its part.
mod common;

use std::hint::black_box;

use beadwork::align::{self, Options, PairInput};
use beadwork::anchor;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn align(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("align");
    group.sample_size(20);
    for copies in [1, 4, 16] {
        let source = common::segmented(&common::repeated(common::ENGLISH, copies));
        let target = common::segmented(&common::repeated(common::RUSSIAN, copies));
        let (source_anchors, target_anchors) = (anchor::find(&source), anchor::find(&target));
        let sentences = source.sentences.len();
        group.throughput(Throughput::Elements(sentences as u64));
        group.bench_function(BenchmarkId::new("sentences", sentences), |bencher| {
            let pair = PairInput {
                source: &source,
                target: &target,
                source_anchors: &source_anchors,
                target_anchors: &target_anchors,
            };
            bencher.iter(|| align::align(black_box(pair), &Options::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, align);
criterion_main!(benches);
