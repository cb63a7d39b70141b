//! Response bodies that are read while they arrive.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use guestlist_party::Client;
use guestlist_party::runtime::CallOptions;
use guestlist_tests::server::{Answer, Request, Server};
use tokio::io::AsyncReadExt;

use crate::saying;

#[tokio::test]
async fn a_download_may_be_of_any_length_and_is_read_in_two_ways() {
    let body: Vec<u8> = (0..200_000_u32).map(|index| index as u8).collect();
    let server = saying(Answer::new(200).body("application/octet-stream", body.clone()));
    let client = Client::builder()
        .base_url(server.url())
        .bearer("t")
        .header_key("k")
        .cookie_key("c")
        .body_limit(1_000)
        .build()
        .unwrap();
    assert!(client.get_download().send().await.is_err());
    let download = client.get_download().send_stream().await.unwrap().into_inner();
    assert_eq!(download.length(), Some(200_000));
    assert_eq!(download.bytes().await.unwrap(), body);
    let mut download = client.get_download().send_stream().await.unwrap().into_inner();
    let mut read = Vec::new();
    download.read_to_end(&mut read).await.unwrap();
    assert_eq!(read, body);
}

#[tokio::test]
async fn a_download_that_breaks_off_goes_on_where_it_was() {
    let body: Vec<u8> = (0..10_000_u32).map(|index| index as u8).collect();
    let serve = {
        let body = body.clone();
        move |tag: &'static str| {
            let body = body.clone();
            move |request: &Request| {
                let start = request.header("range").and_then(|range| {
                    range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok()
                });
                let answer = match start {
                    Some(start) => {
                        assert_eq!(request.header("if-range"), Some(tag));
                        let range = format!("bytes {start}-9999/10000");
                        let rest = body[start..].to_vec();
                        Answer::new(206).body("video/mp4", rest).header("content-range", &range)
                    }
                    None => {
                        let half = body[..5_000].to_vec();
                        Answer::new(200).body("video/mp4", half).claiming(10_000).closing()
                    }
                };
                answer.header("etag", tag).header("accept-ranges", "bytes")
            }
        }
    };
    let builder = |url: String| {
        Client::builder().base_url(url).bearer("t").header_key("k").cookie_key("c").build().unwrap()
    };
    let server = Server::start(serve("\"v1\""));
    let client = builder(server.url());
    let call = client.get_download().options(CallOptions::new().resume_download(1));
    let download = call.send_stream().await.unwrap().into_inner();
    assert_eq!(download.bytes().await.unwrap(), body);
    // Nobody asked for it, or the tag proves nothing.
    for (tag, times) in [("\"v1\"", 0), ("W/\"v1\"", 1)] {
        let server = Server::start(serve(tag));
        let client = builder(server.url());
        let call = client.get_download().options(CallOptions::new().resume_download(times));
        let download = call.send_stream().await.unwrap().into_inner();
        assert!(download.bytes().await.unwrap_err().to_string().contains("the call broke off"));
        assert_eq!(server.count(), 1);
    }
}

/// What the caller cannot put together again, or asked for in part, is not asked for again.
#[tokio::test]
async fn only_a_whole_body_with_ranges_is_resumed() {
    let broken = || {
        let answer = Answer::new(200).body("video/mp4", "half").claiming(8).closing();
        answer.header("etag", "\"v1\"")
    };
    let part = Answer::new(206).body("video/mp4", "half").claiming(8).closing();
    let part = part.header("etag", "\"v1\"").header("accept-ranges", "bytes");
    let own = CallOptions::new().header("range", "bytes=0-7");
    let cases = [
        ("no ranges", broken(), CallOptions::new()),
        ("other ranges", broken().header("accept-ranges", "none"), CallOptions::new()),
        ("a part", part, CallOptions::new()),
        ("an own range", broken().header("accept-ranges", "bytes"), own),
    ];
    for (title, answer, options) in cases {
        let server = saying(answer);
        let builder = Client::builder().base_url(server.url()).bearer("t").header_key("k");
        let client = builder.cookie_key("c").build().unwrap();
        let call = client.get_download().options(options.resume_download(3));
        let download = call.send_stream().await.unwrap().into_inner();
        assert!(download.bytes().await.is_err(), "{title}");
        assert_eq!(server.count(), 1, "{title}");
    }
}

/// A rest that does not begin where the body broke off would make another body of it.
#[tokio::test]
async fn a_rest_of_another_place_or_body_is_not_taken() {
    let first = Answer::new(200).body("video/mp4", "half").claiming(8).closing();
    let first = first.header("etag", "\"v1\"").header("accept-ranges", "bytes");
    let rest = |status| Answer::new(status).body("video/mp4", "rest");
    for (second, is_taken) in [
        (rest(206).header("content-range", "bytes 4-7/8"), true),
        (rest(206).header("content-range", "bytes 3-6/8"), false),
        (rest(206).header("content-range", "chars 4-7/8"), false),
        (rest(206), false),
        (rest(200).header("content-range", "bytes 4-7/8"), false),
        (Answer::new(412), false),
    ] {
        let server = Server::start(vec![first.clone(), second]);
        let builder = Client::builder().base_url(server.url()).bearer("t").header_key("k");
        let client = builder.cookie_key("c").build().unwrap();
        let call = client.get_download().options(CallOptions::new().resume_download(1));
        let download = call.send_stream().await.unwrap().into_inner();
        match download.bytes().await {
            Ok(body) => assert!(is_taken && body == "halfrest", "{body:?}"),
            Err(error) => assert!(!is_taken && error.to_string().contains("broke off"), "{error}"),
        }
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
async fn a_packed_download_is_unpacked_piece_by_piece() {
    let body: Vec<u8> = (0..300_000_u32).map(|index| (index / 7) as u8).collect();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&body).unwrap();
    let packed = packed.finish().unwrap();
    for (sent, is_whole) in [(&packed[..], true), (&packed[..packed.len() - 9], false)] {
        let answer = Answer::new(200).body("video/mp4", sent).header("content-encoding", "gzip");
        let server = saying(answer);
        let builder = Client::builder().base_url(server.url()).bearer("t").header_key("k");
        let client = builder.cookie_key("c").build().unwrap();
        let download = client.get_download().send_stream().await.unwrap().into_inner();
        // The length is that of what is packed.
        assert_eq!(download.length(), None);
        match download.bytes().await {
            Ok(read) => assert!(is_whole && read == body),
            Err(error) => assert!(!is_whole && error.to_string().contains("gzip"), "{error}"),
        }
    }
}
