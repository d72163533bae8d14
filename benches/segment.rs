//! Segmentation: blocks → sentences.

#[allow(dead_code)] // Each bench uses its part.
mod common;

use std::hint::black_box;

use beadwork::clean;
use beadwork::document::Format;
use beadwork::language::Language;
use beadwork::segment::Segmenter;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

fn segment(criterion: &mut Criterion) {
    let segmenter = Segmenter::default();
    let mut group = criterion.benchmark_group("segment");
    for (language, text) in [
        (Language::ENGLISH, common::ENGLISH),
        (Language::RUSSIAN, common::RUSSIAN),
    ] {
        let text = common::repeated(text, 10);
        let mut document = common::document(&text, Format::Text);
        clean::clean(&mut document);
        document.language = Some(language);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(language.code(), |bencher| {
            bencher.iter_batched_ref(
                || document.clone(),
                |document| segmenter.segment(black_box(document)),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, segment);
criterion_main!(benches);
