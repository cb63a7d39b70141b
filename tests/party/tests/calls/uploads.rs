//! Request bodies from a stream or a file, which are sent once.

use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use guestlist_party::Client;
use guestlist_party::runtime::{CallOptions, File, Retry, Upload};
use guestlist_party::streams::PutAlbumForm;
use guestlist_tests::server::{Answer, Cut, Nobody};

use crate::{client, only, saying, text};

fn film() -> Upload {
    Upload::stream(stream::iter([Ok::<_, std::io::Error>("one "), Ok("two")]))
}

#[tokio::test]
async fn a_stream_is_sent_with_its_length_or_in_chunks() {
    for (film, length) in [(film(), None), (film().length(7), Some("7"))] {
        let server = saying(Answer::new(204));
        client(&server).put_film().body(film).send().await.unwrap();
        let request = only(&server);
        assert_eq!(text(&request), "one two");
        assert_eq!(request.header("content-length"), length);
        assert_eq!(request.header("content-type"), Some("video/mp4"));
    }
    for length in [6, 8] {
        let server = saying(Answer::new(204));
        let error =
            client(&server).put_film().body(film().length(length)).send().await.unwrap_err();
        assert!(error.to_string().contains("bytes that it was said to have"), "{error}");
    }
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a file of the test's own")]
async fn a_file_is_sent_from_where_it_is() {
    let path = std::env::temp_dir().join(format!("guestlist-film-{}", std::process::id()));
    std::fs::write(&path, "a film").unwrap();
    let server = saying(Answer::new(204));
    let film = Upload::open(&path).await.unwrap();
    client(&server).put_film().body(film).send().await.unwrap();
    let request = only(&server);
    assert_eq!((text(&request), request.header("content-length")), ("a film", Some("6")));
    std::fs::remove_file(&path).unwrap();
    assert!(Upload::open(&path).await.is_err());
}

#[tokio::test]
async fn a_stream_is_a_part_of_a_form() {
    let server = saying(Answer::new(204));
    let film = File::new(film().length(7)).name("film.mp4");
    let form = PutAlbumForm::new(film).title("Party");
    client(&server).put_album().body(form).send().await.unwrap();
    let request = only(&server);
    assert!(text(&request).contains("filename=\"film.mp4\""), "{}", text(&request));
    assert!(text(&request).contains("\r\n\r\none two\r\n--"), "{}", text(&request));
    let length: usize = request.header("content-length").unwrap().parse().unwrap();
    assert_eq!(length, request.body.len());
}

#[tokio::test]
async fn a_stream_is_sent_again_only_if_nothing_of_it_was() {
    // PUT is idempotent, and 503 would be followed by another attempt.
    let server = saying(Answer::new(503));
    let error = client(&server).put_film().body(film()).send().await.unwrap_err();
    assert_eq!((error.attempts(), server.count()), (1, 1));

    let server = saying(Answer::new(204).cut(Cut::BeforeHead));
    let error = client(&server).put_film().body(film()).send().await.unwrap_err();
    assert!(error.to_string().contains("its body is a stream that was begun"), "{error}");
    assert_eq!(server.count(), 1);

    let nobody = Nobody::home();
    let client = Client::builder().base_url(nobody.url()).build().unwrap();
    let retry = Retry::at_most(2).backoff(Duration::from_millis(1), Duration::from_millis(1));
    let upload = film();
    let call = client.put_film().body(upload.clone()).options(CallOptions::new().retry(retry));
    let error = call.send().await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    // It is whole still, and then it is not.
    let server = saying(Answer::new(204));
    crate::client(&server).put_film().body(upload.clone()).send().await.unwrap();
    assert_eq!(text(&only(&server)), "one two");
    let error = crate::client(&server).put_film().body(upload).send().await.unwrap_err();
    assert!(error.to_string().contains("a stream that was sent before"), "{error}");
}

#[tokio::test]
async fn a_long_upload_takes_its_time_and_a_still_one_is_given_up() {
    let slow = || {
        Upload::stream(stream::unfold(0, async |index| {
            tokio::time::sleep(Duration::from_millis(150)).await;
            (index < 4).then_some((Ok::<_, std::io::Error>("piece"), index + 1))
        }))
    };
    let server = saying(Answer::new(204));
    let hurry = CallOptions::new().timeout(Duration::from_millis(400)).retry(Retry::never());
    client(&server).put_film().body(slow()).options(hurry.clone()).send().await.unwrap();
    let still = Upload::stream(stream::pending::<Result<Bytes, std::io::Error>>());
    let error = client(&server).put_film().body(still).options(hurry).send().await.unwrap_err();
    assert!(error.to_string().contains("the time of the call was up"), "{error}");
}
