//! Bodies of Datadog, decoded and encoded by the vendor's own client and by ours, in one process.

use guestlist_benches::payloads::Shape;
use guestlist_benches::rounds::interleaved;
use guestlist_benches::ways::{self, Way};

/// How often each has its turn.
const ROUNDS: usize = 41;

fn main() {
    println!("| body | | guestlist | datadog-api-client 0.38 | how often ours fits into theirs |");
    println!("|---|---|---|---|---|");
    type Page = datadog_api_client::datadogV2::model::UsersResponse;
    type List = datadog_api_client::datadogV1::model::UserListResponse;
    compare(Shape::V2Page, 100, ways::way::<Page>("datadog-api-client"));
    compare(Shape::V2PageTypeLast, 100, ways::way::<Page>("datadog-api-client"));
    compare(Shape::V1List, 1_000, ways::way::<List>("datadog-api-client"));
}

/// Ratios to `serde_json::Value`.
fn compare(shape: Shape, elements: usize, theirs: Way) {
    let body = shape.body(elements);
    let mut all = ways::ways(shape);
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
    for (what, works) in [("decode", decoding.collect::<Vec<_>>()), ("encode", encoding.collect())] {
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
