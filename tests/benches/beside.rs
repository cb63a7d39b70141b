//! Ours beside another way, as a row of a table.

use crate::payloads::Shape;
use crate::rounds::interleaved;
use crate::ways::{Way, ways};

/// How often each has its turn.
const ROUNDS: usize = 41;

/// Prints the head of a table, whose rows [`compare`] prints.
pub fn head(theirs: &str) {
    println!("| body | | guestlist | {theirs} | how often ours fits into theirs |");
    println!("|---|---|---|---|---|");
}

/// Prints how long ours and theirs take to decode and to encode a body, as ratios to
/// `serde_json::Value`.
pub fn compare(shape: Shape, elements: usize, theirs: Way) {
    let body = shape.body(elements);
    let mut all = ways(shape);
    all.truncate(2);
    all.push(theirs);
    let decoding = all.iter().map(|way| {
        let (decode, body) = (way.decode, body.clone());
        Box::new(move || decode(&body)) as Box<dyn Fn()>
    });
    let encoding = all.iter().filter_map(|way| way.encoder).map(|make| {
        let encode = make(&body);
        Box::new(move || {
            encode();
        }) as Box<dyn Fn()>
    });
    for (what, works) in [("decode", decoding.collect::<Vec<_>>()), ("encode", encoding.collect())]
    {
        let times = interleaved(&works, ROUNDS);
        println!(
            "| {}, {elements} | {what} | {:.2} | {:.2} | {:.1} |",
            shape.name(),
            times[0] / times[1],
            times[2] / times[1],
            times[2] / times[0],
        );
    }
}
