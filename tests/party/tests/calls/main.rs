//! The requests that arrive at a server, and the results of the caller, for each kind of parameter, body and
//! response.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

mod downloads;
mod forms;
mod linked;
mod paged;
mod redirects;
mod responses;
mod security;
mod stream_faults;
mod streams;
mod styles;
mod tokens;
mod transports;
mod uploads;

use guestlist_party::answers::ListGuestsError;
use guestlist_party::bodies::{AddGuestBody, AddGuestForm, ChangeGuestBody, ChangeGuestResponse};
use guestlist_party::runtime::{CallOptions, Error, File, JsonObject};
use guestlist_party::{Client, models};
use guestlist_tests::server::{Answer, Request, Server};
use serde_json::{Value, json};

pub(crate) fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).build().unwrap()
}

/// A server that always says the same.
pub(crate) fn saying(answer: Answer) -> Server {
    Server::start(move |_: &Request| answer.clone())
}

pub(crate) fn only(server: &Server) -> Request {
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    requests.into_iter().next().unwrap()
}

pub(crate) fn text(request: &Request) -> &str {
    std::str::from_utf8(&request.body).unwrap()
}

fn ada() -> models::Guest {
    models::Guest::new("Ada & Co").plus(2).labels(vec!["a".to_owned(), "b".to_owned()])
}

/// Sends a body to `POST /guests`, and gives back what arrived, with its content type.
async fn added(body: impl Into<AddGuestBody>) -> (String, Request) {
    let server = saying(Answer::json(201, r#"{"name":"Ada & Co","shoes":37}"#));
    let answer = client(&server).add_guest().body(body).send().await.unwrap().present().unwrap();
    assert_eq!(answer.extra.get("shoes").map(|one| one.as_str()), Some("37"));
    let request = only(&server);
    assert_eq!(request.header("accept"), Some("application/json"));
    (request.header("content-type").unwrap().to_owned(), request)
}

#[tokio::test]
async fn a_model_alone_is_json() {
    let (content_type, request) = added(ada()).await;
    assert_eq!(content_type, "application/json");
    // The document's default for `greeting` is the server's to fill in.
    assert_eq!(request.json(), json!({ "name": "Ada & Co", "plus": 2, "labels": ["a", "b"] }));
}

#[tokio::test]
async fn the_caller_chooses_the_media_type() {
    let (content_type, request) = added(AddGuestBody::Form(ada())).await;
    assert_eq!(content_type, "application/x-www-form-urlencoded");
    assert_eq!(text(&request), "name=Ada%20%26%20Co&plus=2&labels=a&labels=b");

    let (content_type, request) = added(AddGuestBody::Xml("<guest/>".to_owned())).await;
    assert_eq!((content_type.as_str(), text(&request)), ("application/xml", "<guest/>"));

    let (content_type, request) = added(AddGuestBody::Text("Ada".to_owned())).await;
    assert_eq!((content_type.as_str(), text(&request)), ("text/plain", "Ada"));

    let picture = bytes::Bytes::from_static(b"\x89PNG\0");
    let (content_type, request) = added(picture).await;
    assert_eq!((content_type.as_str(), &*request.body), ("image/png", &b"\x89PNG\0"[..]));
}

#[tokio::test]
async fn a_form_with_a_file_is_sent_in_parts() {
    let file = File::new("pixels").name("ada.png").content_type("image/png");
    let form =
        AddGuestForm::new(file).name("Ada \"A\"").labels(vec!["a".to_owned(), "b".to_owned()]);
    let (content_type, request) = added(form).await;
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let parts: Vec<&str> = text(&request).split(&format!("--{boundary}")).collect();
    let expected = [
        "",
        "\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"ada.png\"\r\ncontent-type: image/png\r\n\r\npixels\r\n",
        "\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\nAda \"A\"\r\n",
        "\r\ncontent-disposition: form-data; name=\"labels\"\r\n\r\na\r\n",
        "\r\ncontent-disposition: form-data; name=\"labels\"\r\n\r\nb\r\n",
        "--\r\n",
    ];
    assert_eq!(parts, expected);
}

#[tokio::test]
async fn the_caller_chooses_the_media_type_of_the_answer() {
    let says = |request: &Request| match request.header("accept").unwrap_or_default() {
        accept if accept.starts_with("text/csv,") => {
            Answer::new(200).body("text/csv", "name\nAda\n")
        }
        accept if accept.starts_with("application/pdf,") => {
            Answer::new(200).body("application/pdf", "%PDF\u{0}")
        }
        accept if accept.starts_with("application/vnd.party.v2+json,") => {
            Answer::json(200, r#"{"guests":[{"name":"Ada"}]}"#)
        }
        accept => {
            assert_eq!(accept, "application/json, application/problem+json, text/html");
            Answer::json(200, r#"[{"name":"Ada"}]"#)
        }
    };
    let server = Server::start(says);
    let client = client(&server);
    assert_eq!(client.list_guests().send().await.unwrap().present().unwrap()[0].name, "Ada");
    let csv = client.list_guests().send_for_csv().await.unwrap();
    assert_eq!(csv.as_str(), "name\nAda\n");
    let pdf = client.list_guests().send_for_pdf().await.unwrap();
    assert_eq!(&**pdf, b"%PDF\0");
    let second = client.list_guests().send_for_vnd_party_v2_json().await.unwrap();
    assert_eq!(second.present().unwrap().guests.as_ref().unwrap()[0].name, "Ada");
    let weighed = server.requests()[1].header("accept").map(str::to_owned);
    let expected = "text/csv, application/problem+json;q=0.5, text/html;q=0.5";
    assert_eq!(weighed.as_deref(), Some(expected));
}

#[tokio::test]
async fn errors_have_their_type_whatever_was_asked_for() {
    let server = saying(
        Answer::new(418)
            .body("application/problem+json", r#"{"title":"Tea","kind":"problem","state":null}"#),
    );
    let error = client(&server).list_guests().send_for_csv().await.unwrap_err();
    let Error::ErrorResponse(answer) = error else { panic!("{error}") };
    let ListGuestsError::ClientError(problem) = &*answer else { panic!("{answer:?}") };
    assert_eq!(*problem, models::Problem::new(None).title("Tea"));

    let server = saying(Answer::new(501).body("text/html", "<p>No"));
    let error = client(&server).list_guests().send().await.unwrap_err();
    let Error::ErrorResponse(answer) = error else { panic!("{error}") };
    assert_eq!(*answer, ListGuestsError::Other("<p>No".to_owned()));
}

#[tokio::test]
async fn a_body_may_be_missing_and_statuses_have_bodies_of_their_own() {
    let server = Server::start(|request: &Request| match request.header("content-type") {
        None => Answer::new(204),
        Some("application/merge-patch+json") => Answer::new(202).body("text/plain", "soon"),
        Some(_) => Answer::json(200, r#"{"name":"Ada"}"#),
    });
    let client = client(&server);
    let call = || client.change_guest().name("Ada/../Grace");
    assert_eq!(*call().send().await.unwrap(), ChangeGuestResponse::NoContent);
    let merge: JsonObject = serde_json::from_str(r#"{"diet":null}"#).unwrap();
    let later = call().body(merge.clone()).send().await.unwrap();
    assert_eq!(*later, ChangeGuestResponse::Accepted("soon".to_owned()));
    let patch = ChangeGuestBody::JsonPatchJson(vec![merge]);
    let now = call().body(patch).send().await.unwrap();
    assert_eq!(*now, ChangeGuestResponse::Ok(models::Guest::new("Ada")));
    let paths: Vec<String> = server.requests().into_iter().map(|one| one.path_and_query).collect();
    assert_eq!(paths, ["/guests/Ada%2F..%2FGrace"; 3]);
    let bodies: Vec<Value> = server.requests().iter().map(Request::json).collect();
    assert_eq!(bodies, [json!(null), json!({ "diet": null }), json!([{ "diet": null }])]);
}

#[tokio::test]
async fn what_needs_nothing_is_sent_bare() {
    let server = saying(Answer::new(204));
    client(&server).delete_guest().name("Ada").send().await.unwrap();
    let request = only(&server);
    assert_eq!(
        (request.method.as_str(), request.path_and_query.as_str()),
        ("DELETE", "/guests/Ada")
    );
    assert_eq!(request.header("content-type"), None);
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn bytes_are_sent_and_answered_as_they_are() {
    let server = saying(Answer::new(200).body("image/png", vec![0xff, 0, 0x89]));
    let client = client(&server);
    let sent = client.put_picture().name("Ada").body(vec![0x89, 0xff]);
    let options = CallOptions::new().header("content-type", "image/webp");
    let answer = sent.clone().send().await.unwrap();
    assert_eq!(&**answer, [0xff, 0, 0x89]);
    sent.options(options).send().await.unwrap();
    let requests = server.requests();
    // The operation has a server of its own, but the caller's base URL is for all.
    assert_eq!(requests[0].path_and_query, "/guests/Ada/picture");
    assert_eq!(requests[0].body, [0x89, 0xff]);
    let types: Vec<_> = requests.iter().map(|one| one.header("content-type").unwrap()).collect();
    assert_eq!(types, ["application/octet-stream", "image/webp"]);
}

/// A range of media types is sent as JSON where a schema describes it, and a list with its name at each
/// item has no delimiter.
#[tokio::test]
async fn a_described_range_of_media_types_is_json() {
    let server = saying(Answer::new(204));
    let near = vec!["door".to_owned(), "bar".to_owned()];
    let client = client(&server);
    let call = client.put_table().name("Ada").near(near.clone()).far(near).body(ada());
    call.send().await.unwrap();
    let request = only(&server);
    assert_eq!(request.path_and_query, "/guests/Ada/table?far=door&far=bar&near=door&near=bar");
    assert_eq!(request.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn each_parameter_is_written_in_its_style() {
    let server = saying(Answer::json(200, r#"["by the window"]"#));
    let filter = models::Filter::new().colour("red & white").large(true);
    let days = vec!["2026-11-21".parse().unwrap(), "2026-11-22".parse().unwrap()];
    let client = client(&server);
    let call = client
        .find_tables()
        .place(vec!["inside".to_owned(), "up/stairs".to_owned()])
        .seats(4)
        .filter(filter.clone())
        .labels(vec!["a b".to_owned(), "c".to_owned()])
        .days(days)
        .near("/door?x")
        .sort(filter)
        .x_trace(vec![1, 2])
        .visit("first");
    assert_eq!(*call.send().await.unwrap().present().unwrap(), ["by the window"]);
    let request = only(&server);
    let (path, query) = request.path_and_query.split_once('?').unwrap();
    assert_eq!(path, "/tables/.inside.up%2Fstairs/;seats=4");
    let mut query: Vec<&str> = query.split('&').collect();
    query.sort_unstable();
    let expected = [
        "days=2026-11-21,2026-11-22",
        "filter%5Bcolour%5D=red%20%26%20white",
        "filter%5Blarge%5D=true",
        "labels=a%20b%7Cc",
        "near=/door?x",
        "sort=%7B%22colour%22%3A%22red%20%26%20white%22%2C%22large%22%3Atrue%7D",
    ];
    assert_eq!(query, expected);
    assert_eq!(request.header("x-trace"), Some("1,2"));
    assert_eq!(request.header("cookie"), Some("visit=first"));
}
