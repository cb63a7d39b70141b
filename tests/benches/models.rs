//! The times of decoding and encoding, by size: `cargo bench -p guestlist-benches --bench models`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use guestlist_benches::payloads::Shape;
use guestlist_benches::ways::ways;

const SIZES: [usize; 5] = [1, 10, 100, 1_000, 10_000];

fn decoding(criterion: &mut Criterion) {
    for shape in Shape::ALL {
        let mut group = criterion.benchmark_group(format!("decode {}", shape.name()));
        for elements in SIZES {
            let body = shape.body(elements);
            group.throughput(Throughput::Bytes(body.len() as u64));
            for way in ways(shape) {
                let id = BenchmarkId::new(way.name, elements);
                group.bench_with_input(id, &body, |bencher, body| {
                    bencher.iter(|| (way.decode)(body));
                });
            }
        }
    }
}

fn encoding(criterion: &mut Criterion) {
    for shape in Shape::ALL {
        let mut group = criterion.benchmark_group(format!("encode {}", shape.name()));
        for elements in SIZES {
            let body = shape.body(elements);
            group.throughput(Throughput::Bytes(body.len() as u64));
            for way in ways(shape) {
                let Some(encoder) = way.encoder else { continue };
                let encode = encoder(&body);
                group.bench_function(BenchmarkId::new(way.name, elements), |bencher| {
                    bencher.iter(&encode);
                });
            }
        }
    }
}

criterion_group!(models, decoding, encoding);
criterion_main!(models);
