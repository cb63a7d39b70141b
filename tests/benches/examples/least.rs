//! The least time of each way in 300 rounds, which is more reliable than the median on a busy machine.
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
    for shape in Shape::ALL {
        let (body, ways) = (shape.body(shape.usual()), ways(shape));
        let decode = least(&decodings(&ways, &body));
        let encode = least(&encodings(&ways, &body));
        // Ours stands first, and `Value` behind it.
        println!(
            "| {} | {:.0} | {:.2} | {:.0} | {:.2} |",
            shape.name(),
            decode[0],
            decode[0] / decode[1],
            encode[0],
            encode[0] / encode[1]
        );
    }
}
