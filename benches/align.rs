//! Alignment: two segmented documents with their anchors → beads; many pairs that learn from each other; learning alone.

#[allow(dead_code)] // Each bench uses its part.
mod common;

use std::hint::black_box;

use beadwork::align::{self, InduceOptions, Options, PairInput};
use beadwork::anchor::{self, Anchor};
use beadwork::document::Document;
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

/// A segmented document with the anchors of its sentences.
type Side = (Document, Vec<Vec<Anchor>>);

/// Pairs of the benches' article, the figures of each its own.
fn made_up_pairs(count: u32) -> Vec<[Side; 2]> {
    let side = |text: &str, copies: u32| {
        let whole = common::repeated(text, copies);
        let before = common::repeated(text, copies - 1).len();
        let mut document = common::segmented(&whole[before..]);
        document.language = if text == common::ENGLISH { "en" } else { "ru" }.parse().ok();
        let anchors = anchor::find(&document);
        (document, anchors)
    };
    let pair = |copies| [side(common::ENGLISH, copies), side(common::RUSSIAN, copies)];
    (1..=count).map(pair).collect()
}

fn input([source, target]: &[Side; 2]) -> PairInput<'_> {
    PairInput {
        source: &source.0,
        target: &target.0,
        source_anchors: &source.1,
        target_anchors: &target.1,
    }
}

/// Tokenising, learning, scoring and searching together, then tokenising and learning without scoring and searching.
fn collection(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("collection");
    group.sample_size(20);
    let pairs = made_up_pairs(8);
    let inputs: Vec<PairInput<'_>> = pairs.iter().map(input).collect();
    let sentences: usize = inputs
        .iter()
        .map(|pair| pair.source.sentences.len() + pair.target.sentences.len())
        .sum();
    group.throughput(Throughput::Elements(sentences as u64));
    group.bench_function("align", |bencher| {
        bencher.iter(|| align::align_collection(black_box(&inputs), &Options::default()));
    });
    let aligned = InduceOptions {
        aligned: true,
        ..InduceOptions::default()
    };
    group.bench_function("tokenise and learn", |bencher| {
        bencher.iter(|| align::induce(black_box(&inputs), &Options::default(), &aligned));
    });
    group.finish();
}

criterion_group!(benches, align, collection);
criterion_main!(benches);
