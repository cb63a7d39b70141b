//! Broken connections: each way in which a response can break off.

use crate::server::{Answer, Cut};

/// Each break of a response with this JSON body, by its name.
pub fn faults(body: &str) -> Vec<(&'static str, Answer)> {
    let whole = || Answer::json(200, body);
    vec![
        ("closed before the head", whole().cut(Cut::BeforeHead)),
        ("closed in the head", whole().cut(Cut::InHead)),
        ("closed after the head", whole().cut(Cut::AfterHead)),
        ("closed in the body", whole().cut(Cut::InBody)),
        ("closed in a chunked body", whole().chunked().cut(Cut::InBody)),
        ("closed before the length it said", whole().claiming(1_000).closing()),
        ("reset before the head", whole().cut(Cut::BeforeHead).resetting()),
        ("reset in the head", whole().cut(Cut::InHead).resetting()),
        ("reset after the head", whole().cut(Cut::AfterHead).resetting()),
        ("reset in the body", whole().cut(Cut::InBody).resetting()),
        ("not HTTP", Answer::raw("SSH-2.0-OpenSSH_9.6\r\n").closing()),
        ("a status that is no number", Answer::raw("HTTP/1.1 abc OK\r\n\r\n").closing()),
        ("two lengths that differ", whole().header("content-length", "1").closing()),
        (
            "a chunk without a size",
            Answer::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n").closing(),
        ),
    ]
}
