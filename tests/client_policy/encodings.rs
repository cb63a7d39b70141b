//! Gzip bodies: each name and form of the encoding, and never more than the limit.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use guestlist_tests::server::{Answer, Server};

use crate::calling::{Call, Kind, Setup, outcome, v2};

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text).unwrap();
    packed.finish().unwrap()
}

fn users(body: Vec<u8>, encoding: &str) -> Answer {
    Answer::json(200, body).header("content-encoding", encoding)
}

/// What the bytes of a body are read as, however they arrive.
async fn read(answer: Answer) -> Result<String, Kind> {
    let answers = [answer.clone(), answer.clone().chunked(), answer.slowly(1, Duration::ZERO)];
    let mut read = Vec::new();
    for answer in answers {
        let server = Server::start(answer);
        let value = v2(&Setup::new(server.url())).list_users().send().await;
        read.push(match value {
            Ok(value) => {
                assert_eq!(value.headers().get("content-encoding"), None);
                Ok(String::from_utf8(value.body().to_vec()).unwrap())
            }
            Err(error) => Err(outcome(Err::<guestlist_runtime::ResponseValue<()>, _>(error)).kind),
        });
    }
    assert!(read.iter().all(|one| *one == read[0]), "{read:?}");
    read.remove(0)
}

const TEXT: &str = r#"{"data": [], "a": 1}"#;

/// `x-gzip` is `gzip` (RFC 9110, section 8.4.1.3), and the names of codings have no case.
#[tokio::test]
async fn each_name_of_gzip_is_understood() {
    for name in ["gzip", "x-gzip", "GZIP", "X-Gzip", " gzip ", "identity, gzip", "x-gzip,identity"]
    {
        let read = read(users(gzip(TEXT.as_bytes()), name)).await;
        assert_eq!(read.as_deref(), Ok(TEXT), "{name}");
    }
}

/// A gzip file is one member after the other (RFC 1952, section 2.2).
#[tokio::test]
async fn each_member_of_gzip_is_read() {
    for cut in [0, 1, 7, TEXT.len()] {
        let (first, second) = TEXT.as_bytes().split_at(cut);
        let read = read(users([gzip(first), gzip(second)].concat(), "gzip")).await;
        assert_eq!(read.as_deref(), Ok(TEXT), "{cut}");
    }
    let members = TEXT.as_bytes().chunks(1).map(gzip).collect::<Vec<_>>().concat();
    assert_eq!(read(users(members, "x-gzip")).await.as_deref(), Ok(TEXT));
}

#[tokio::test]
async fn gzip_that_is_broken_in_any_member_is_an_error() {
    let (first, second) = (gzip(b"{\"data\":"), gzip(b" []}"));
    let mut wrong_sum = first.clone();
    let last = wrong_sum.len() - 6;
    wrong_sum[last] ^= 1;
    let rows = [
        [&first[..], b"garbage that is no member"].concat(),
        [&first[..], &second[..second.len() - 1]].concat(),
        [&first[..], &second[..9]].concat(),
        [&wrong_sum[..], &second[..]].concat(),
        b"\x1f\x8b".to_vec(),
    ];
    for (number, body) in rows.into_iter().enumerate() {
        assert_eq!(read(users(body, "gzip")).await, Err(Kind::BrokeOff), "row {number}");
    }
}

/// The cap is that of the text, to the byte; what is packed is not read further than that.
#[tokio::test]
async fn a_bomb_ends_at_the_cap() {
    let cap = 64 * 1024;
    let fits = gzip(&vec![b' '; cap]);
    assert_eq!(read(users(fits, "gzip")).await, Err(Kind::InvalidBody));
    assert_eq!(read(users(gzip(&vec![b' '; cap + 1]), "gzip")).await, Err(Kind::TooLarge));
    let bomb = gzip(&vec![0; 64 * 1024 * 1024]);
    let members = (0..4_000).flat_map(|_| gzip(&[b' '; 100])).collect::<Vec<u8>>();
    let empty = (0..20_000).flat_map(|_| gzip(b"")).collect::<Vec<u8>>();
    for body in [bomb, members, empty] {
        let server = Server::start(users(body, "gzip"));
        let outcome = Call::V2Get.send(&Setup::new(server.url())).await;
        assert_eq!(outcome.kind, Kind::TooLarge, "{outcome:?}");
    }
}

/// A coding that nobody asked for stays as it is, header and all.
#[tokio::test]
async fn a_coding_that_is_not_gzip_is_left_alone() {
    for name in ["br", "deflate", "gzip, br", "gzip, gzip", "identity"] {
        let server = Server::start(users(TEXT.into(), name));
        let value = v2(&Setup::new(server.url())).list_users().send().await.unwrap();
        assert_eq!(
            (&value.body()[..], &value.headers()["content-encoding"]),
            (TEXT.as_bytes(), &name.parse().unwrap())
        );
    }
}

#[tokio::test]
async fn a_response_without_a_body_may_name_gzip() {
    let server = Server::start(Answer::new(204).header("content-encoding", "gzip"));
    assert_eq!(Call::V2Delete.send(&Setup::new(server.url())).await.kind, Kind::Success);
}

/// A call may ask for another coding, or for none.
#[tokio::test]
async fn a_call_may_say_what_it_accepts() {
    let server = Server::start(Answer::json(200, "{}"));
    let client = v2(&Setup::new(server.url()));
    client.list_users().send().await.unwrap();
    let options = guestlist_runtime::CallOptions::new().header("accept-encoding", "identity");
    client.list_users().options(options).send().await.unwrap();
    let asked =
        |index: usize| server.requests()[index].header("accept-encoding").map(str::to_owned);
    assert_eq!((asked(0).as_deref(), asked(1).as_deref()), (Some("gzip"), Some("identity")));
}
