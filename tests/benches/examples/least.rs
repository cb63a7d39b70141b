//! The least time of each way in 300 rounds, which says more than the middle where the machine is busy.
//!
//! `cargo run --release -p guestlist-benches --example least`

use std::time::Instant;

use guestlist_benches::payloads::Shape;
use guestlist_benches::ways::{decodings, encodings, ways};

/// The least time of each, in microseconds.
fn least(ways: &[Box<dyn Fn()>]) -> Vec<f64> {
    let mut least = vec![f64::MAX; ways.len()];
    for _ in 0..300 {
        for (least, way) in least.iter_mut().zip(ways) {
            let start = Instant::now();
            way();
            *least = least.min(start.elapsed().as_secs_f64() * 1e6);
        }
    }
    least
}

fn main() {
    println!("| | decode, µs | of `Value` | encode, µs | of `Value` |");
    println!("|---|---|---|---|---|");
    for (name, shape, elements) in [
        ("v2 page, `type` first", Shape::V2Page, 100),
        ("v2 page, `type` last", Shape::V2PageTypeLast, 100),
        ("v1 list", Shape::V1List, 1_000),
        ("invitation list", Shape::Invitations, 1_000),
        ("DataTrails list", Shape::Invites, 1_000),
    ] {
        let (body, ways) = (shape.body(elements), ways(shape));
        let decode = least(&decodings(&ways, &body));
        let encode = least(&encodings(&ways, &body));
        // Ours stands first, and `Value` behind it.
        println!(
            "| {name} | {:.0} | {:.2} | {:.0} | {:.2} |",
            decode[0],
            decode[0] / decode[1],
            encode[0],
            encode[0] / encode[1]
        );
    }
}
