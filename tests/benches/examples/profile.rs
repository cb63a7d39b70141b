//! Decodes one body a given number of times, for a profiler. The instructions of 60 rounds minus those of 10
//! are those of 50.
//!
//! `valgrind --tool=callgrind target/release/examples/profile "v1 list" 60`

use std::env;

use guestlist_benches::payloads::Shape;
use guestlist_benches::ways::{decodings, ways};

fn main() {
    let (name, rounds) = (env::args().nth(1), env::args().nth(2));
    let shape = Shape::ALL.into_iter().find(|shape| name.as_deref() == Some(shape.name()));
    let rounds = rounds.and_then(|rounds| rounds.parse::<u32>().ok());
    let (Some(shape), Some(rounds)) = (shape, rounds) else {
        let names = Shape::ALL.map(Shape::name).join(", ");
        eprintln!("give one of these, and how often: {names}");
        return;
    };
    let (body, ways) = (shape.body(shape.usual()), ways(shape));
    // Ours stands first.
    let decode = &decodings(&ways, &body)[0];
    for _ in 0..rounds {
        decode();
    }
}
