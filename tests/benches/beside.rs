//! Our models compared with other ways, as a table.

use crate::payloads::Shape;
use crate::rounds::interleaved;
use crate::ways::{Way, decodings, encodings, ways};

/// How often each has its turn.
const ROUNDS: usize = 41;

/// Prints how long ours and the others take to decode and to encode bodies of so many elements, as
/// ratios to `serde_json::Value`, and how often ours fits into theirs.
///
/// The first row has all ways, in the order of their columns; another may have fewer.
pub fn table<const N: usize>(rows: [(Shape, usize, Vec<Way>); N]) {
    let first = rows.first().map(|(_, _, others)| others.as_slice());
    let names: Vec<&str> = first.unwrap_or_default().iter().map(|way| way.name).collect();
    println!("| body | | guestlist | {} |", names.join(" | "));
    println!("|---|---|---|{}", "---|".repeat(names.len()));
    for (shape, elements, others) in rows {
        let body = shape.body(elements);
        let mut all = ways(shape);
        all.truncate(2);
        let theirs: Vec<&str> = others.iter().map(|way| way.name).collect();
        all.extend(others);
        for (what, works) in
            [("decode", decodings(&all, &body)), ("encode", encodings(&all, &body))]
        {
            let times = interleaved(&works, ROUNDS);
            let cell = |name: &&str| {
                let at = theirs.iter().position(|their| their == name)?;
                let time = times.get(at + 2)?;
                Some(format!("{:.2}, {:.1} ×", time / times[1], time / times[0]))
            };
            let cells: Vec<String> =
                names.iter().map(|name| cell(name).unwrap_or_else(|| "-".to_owned())).collect();
            let ours = times[0] / times[1];
            let name = shape.name();
            println!("| {name}, {elements} | {what} | {ours:.2} | {} |", cells.join(" | "));
        }
    }
}
