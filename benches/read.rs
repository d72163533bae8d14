//! Reading and cleaning: bytes → blocks with roles.

#[allow(dead_code)] // Each bench uses its part.
mod common;

use std::hint::black_box;

use beadwork::clean;
use beadwork::document::Format;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn read(criterion: &mut Criterion) {
    let text = common::repeated(common::RUSSIAN, 10);
    let inputs = [
        ("text", Format::Text, text.clone()),
        ("markdown", Format::Markdown, text.clone()),
        ("html", Format::Html, common::page(&text)),
    ];
    let mut group = criterion.benchmark_group("read");
    for (name, format, input) in inputs {
        group.throughput(Throughput::Bytes(input.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut document = common::document(black_box(&input), format);
                clean::clean(&mut document);
                document
            });
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
