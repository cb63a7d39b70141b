//! Calls that are recorded, and replayed without the API.

use std::fs;
use std::io::Write as _;

use guestlist_datadog::v2::models::{UserCreateAttributes, UserCreateData, UserCreateRequest};
use guestlist_datadog::v2::{Client, ClientBuilder};
use guestlist_runtime::mock::{Recorder, Replay};
use guestlist_runtime::{CallOptions, Retry};
use guestlist_tests::secrets::SECRET;
use guestlist_tests::server::{Answer, Request, Server};
use tempfile::NamedTempFile;

use crate::{API_KEY, APPLICATION_KEY};

fn builder() -> ClientBuilder {
    Client::builder().api_key(API_KEY).application_key(APPLICATION_KEY).retry(Retry::never())
}

pub(crate) fn new_user() -> UserCreateRequest {
    UserCreateRequest::new(UserCreateData::new(UserCreateAttributes::new("ada@example.com")))
}

/// A server that repeats the key that it gets, and sets a cookie.
fn repeating() -> Server {
    Server::start(|request: &Request| {
        let key = request.header("dd-api-key").unwrap();
        let body = format!(r#"{{"data":[],"seen":"{key}","path":"{}"}}"#, request.path_and_query);
        Answer::json(200, body).header("set-cookie", "hush=1").header("x-once", "a")
    })
}

#[tokio::test]
async fn what_was_written_down_is_said_again_and_has_no_secret() {
    let file = NamedTempFile::new().unwrap();
    let server = repeating();
    let recorder = Recorder::create(file.path()).unwrap();
    let client = builder().base_url(server.url());
    let client = client.layers(move |http| recorder.around(http)).build().unwrap();
    let own = CallOptions::new().header("x-secret-of-mine", "hush-mine");
    let heard = client.list_users().filter("a b").options(own.clone()).send().await.unwrap();
    client.create_user().body(new_user()).send().await.unwrap_err();
    let heard = std::str::from_utf8(heard.body()).unwrap();
    assert!(heard.contains(SECRET));

    let text = fs::read_to_string(file.path()).unwrap();
    assert_eq!(text.lines().count(), 2);
    assert!(!text.contains(SECRET) && !text.contains("hush=1"), "{text}");
    assert!(text.contains(r#""seen\":\"***\""#), "{text}");

    // Without the API, and with other credentials.
    let replay = Replay::open(file.path()).unwrap();
    assert_eq!(replay.left(), ["GET /api/v2/users?filter=a%20b", "POST /api/v2/users"]);
    let client = Client::builder().api_key("x").application_key("y").transport(replay.clone());
    let client = client.retry(Retry::never()).build().unwrap();
    let said = client.list_users().filter("a b").options(own).send().await.unwrap();
    assert_eq!(said.body(), heard.replace(API_KEY, "***").as_bytes());
    assert_eq!(said.headers().get("x-once").unwrap(), "a");
    assert_eq!(replay.left(), ["POST /api/v2/users"]);
    let error = client.list_users().filter("a b").send().await.unwrap_err();
    assert!(error.to_string().contains("no response to GET /api/v2/users?filter=a%20b is left"));
}

/// A file with this text.
fn written(text: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

#[tokio::test]
async fn a_request_with_another_body_is_told_which_one_was_written_down() {
    let line = r#"{"method":"POST","target":"/api/v2/users","body":"{\"data\":1}","response":{"status":201}}"#;
    let file = written(&format!("{line}\n\n"));
    let replay = Replay::open(file.path()).unwrap();
    let client = builder().transport(replay).build().unwrap();
    let error = client.create_user().body(new_user()).send().await.unwrap_err();
    assert!(error.to_string().contains(r#"but one with the body "{\"data\":1}""#), "{error}");
}

#[test]
fn a_file_that_is_none_is_refused_at_its_line() {
    let good = r#"{"method":"GET","target":"/","response":{"status":200}}"#;
    let rows = [
        ("{", "line 2: EOF"),
        (r#"{"target":"/"}"#, "line 2: the exchange has no text `method`"),
        (r#"{"method":"GET","target":"/","response":{}}"#, "line 2: its response has no status"),
        (
            r#"{"method":"GET","target":"/","response":{"status":200,"body":{"base64":"?"}}}"#,
            "line 2: a body is neither a text nor",
        ),
        (r#"{"method":"GET","target":"/","response":{"status":20000}}"#, "line 2: invalid status"),
    ];
    for (bad, said) in rows {
        let file = written(&format!("{good}\n{bad}\n"));
        let error = Replay::open(file.path()).unwrap_err();
        assert!(error.to_string().starts_with(said), "{error}");
    }
    assert!(Replay::open("/there/is/nothing").is_err());
}
