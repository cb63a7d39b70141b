//! Time and allocations of each way, as ratios to `serde_json::Value` in the same process.
//!
//! `cargo bench -p guestlist-benches --bench ratios` prints the tables of `README.md`, and with `-- decode`,
//! `-- encode` or `-- growth` only one of them. Rounds are interleaved, so that other load on the machine
//! affects all ways equally; each figure is the median of its rounds.

use std::alloc::System;

use guestlist_benches::payloads::Shape;
use guestlist_benches::rounds::interleaved;
use guestlist_benches::ways::{Way, decodings, encodings, ways};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often each way has its turn.
const ROUNDS: usize = 61;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` calls benchmarks too, to see that they work.
    let is_trial = !arguments.iter().any(|one| one == "--bench");
    let wanted: Vec<&String> = arguments.iter().filter(|one| !one.starts_with('-')).collect();
    let is_wanted = |table: &str| wanted.is_empty() || wanted.iter().any(|one| *one == table);
    let rounds = |rounds: usize| if is_trial { 1 } else { rounds };
    if is_wanted("decode") {
        println!(
            "| decode | bytes | guestlist | serde derive | IgnoredAny | allocations of guestlist / derive / Value | bytes allocated |"
        );
        println!("|---|---|---|---|---|---|---|");
        Shape::ALL.iter().for_each(|shape| decoding(*shape, shape.usual(), rounds(ROUNDS)));
    }
    if is_wanted("encode") {
        println!("\n| encode | guestlist | the same by `serde_json::to_vec` | serde derive |");
        println!("|---|---|---|---|");
        Shape::ALL.iter().for_each(|shape| encoding(*shape, rounds(ROUNDS)));
    }
    if is_wanted("growth") {
        println!("\n| decode, ns for an element of | 10 | 100 | 1,000 | 10,000 |");
        println!("|---|---|---|---|---|");
        Shape::ALL.iter().for_each(|shape| growing(*shape, rounds(21)));
    }
}

fn decoding(shape: Shape, elements: usize, rounds: usize) {
    let body = shape.body(elements);
    let ways = ways(shape);
    let times = interleaved(&decodings(&ways, &body), rounds);
    let counted: Vec<_> = ways.iter().map(|way| counted(way, &body)).collect();
    println!(
        "| {}, {elements} | {} | {:.2} | {:.2} | {:.2} | {} / {} / {} | {} |",
        shape.name(),
        body.len(),
        times[0] / times[1],
        times[2] / times[1],
        times[3] / times[1],
        counted[0].0,
        counted[2].0,
        counted[1].0,
        counted[0].1,
    );
}

/// The allocations of one decoding, reallocations among them, and their bytes.
fn counted(way: &Way, body: &str) -> (usize, usize) {
    let region = Region::new(ALLOCATOR);
    (way.decode)(body);
    let change = region.change();
    (change.allocations + change.reallocations, change.bytes_allocated)
}

fn encoding(shape: Shape, rounds: usize) {
    let body = shape.body(shape.usual());
    let times = interleaved(&encodings(&ways(shape), &body), rounds);
    // `IgnoredAny` encodes nothing, so that the fifth way is the fourth encoder.
    let ratios = [times[0], times[3], times[2]].map(|time| format!("{:.2}", time / times[1]));
    println!("| {} | {} |", shape.name(), ratios.join(" | "));
}

fn growing(shape: Shape, rounds: usize) {
    const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];
    let ours = &ways(shape)[..1];
    let works = SIZES.iter().flat_map(|elements| decodings(ours, &shape.body(*elements)));
    let times = interleaved(&works.collect::<Vec<_>>(), rounds);
    let cells = times.iter().zip(SIZES).map(|(time, elements)| time * 1e9 / elements as f64);
    let cells: Vec<String> = cells.map(|time| format!("{time:.0}")).collect();
    println!("| {} | {} |", shape.name(), cells.join(" | "));
}
