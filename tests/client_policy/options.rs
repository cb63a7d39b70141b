//! The options of a client and a call: timeouts, retries, headers, connections, the size of responses.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use guestlist_runtime::{CallOptions, Retry, operation};
use guestlist_tests::server::{Answer, Request, Server};
use tokio::net::{TcpSocket, TcpStream};

use crate::calling::{Call, Kind, Setup, invite, invites, outcome, registered, v1, v2};

#[tokio::test]
async fn the_time_of_a_call_counts_before_that_of_its_client() {
    let server = Server::start(Answer::json(200, "{}").after(Duration::from_millis(600)));
    let short = Setup { timeout: Duration::from_millis(100), ..Setup::new(server.url()) };
    let long = Setup::new(server.url());
    let options = |millis| CallOptions::new().timeout(Duration::from_millis(millis));

    let longer = v1(&short).list_users().options(options(5_000)).send().await.map(drop);
    assert!(longer.is_ok(), "{longer:?}");
    let begin = Instant::now();
    let shorter = outcome(v1(&long).list_users().options(options(100)).send().await);
    assert_eq!(shorter.kind, Kind::Timeout, "{shorter:?}");
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
}

#[tokio::test]
async fn a_call_is_sent_when_it_is_awaited_and_its_time_begins_then() {
    let server = Server::start(Answer::json(200, "{}"));
    let client = v1(&Setup::new(server.url()));
    let options = CallOptions::new().timeout(Duration::from_secs(1));
    drop(client.list_users().send());
    let call = client.list_users().options(options).send();
    assert_eq!(format!("{call:?}"), "ResponseFuture { .. }");
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(server.requests().len(), 0);
    call.await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn all_that_is_wrong_with_a_call_is_one_error() {
    let server = Server::start(Answer::json(200, "{}"));
    let client = v1(&Setup::new(server.url()));
    let options = CallOptions::new().header("x y", "1");
    let error = client.update_user().options(options).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request was not sent: \"x y\" is not a name that a header can have; \
         `body` is required: give it with `.body(…)`; \
         `user_handle` is required: give it with `.user_handle(…)`"
    );
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_header_of_a_call_is_sent_once_in_place_of_the_clients() {
    let server = Server::start(Answer::json(200, "{}"));
    let client = v1(&Setup::new(server.url()));
    let options = CallOptions::new()
        .header("X-Own", "first")
        .header("x-own", "second")
        .header("accept", "application/other")
        .header("user-agent", "mine/1");
    client.list_users().options(options).send().await.unwrap();
    client.list_users().send().await.unwrap();

    let requests = server.requests();
    let all = |index: usize, name: &str| {
        let headers = requests[index].headers.iter().filter(|(known, _)| known == name);
        headers.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(all(0, "x-own"), ["second"]);
    assert_eq!(all(0, "accept"), ["application/other"]);
    assert_eq!(all(0, "user-agent"), ["mine/1"]);
    assert_eq!((all(1, "x-own").len(), all(1, "accept")), (0, vec!["application/json".to_owned()]));
}

/// What the caller says for one call counts, and the client's own credential is not sent beside it.
#[tokio::test]
async fn a_header_of_a_call_replaces_the_credential_of_its_name() {
    let server = Server::start(Answer::json(200, "{}"));
    let setup = Setup::new(server.url());
    let options = CallOptions::new().header("DD-API-KEY", "other").header("authorization", "mine");
    v1(&setup).list_users().options(options.clone()).send().await.unwrap();
    invites(&setup).list_invites().options(options.clone()).send().await.unwrap();
    // A call that says who calls needs no token, and asks for none.
    registered(&setup).list_invites().options(options).send().await.unwrap();
    let requests = server.requests();
    let all = |index: usize, name: &str| -> Vec<String> {
        let requests: &[_] = &requests;
        let headers = requests.get(index).map(|request: &Request| &request.headers);
        let headers = headers.into_iter().flatten().filter(|(known, _)| known == name);
        headers.map(|(_, value)| value.clone()).collect()
    };
    assert_eq!(all(0, "dd-api-key"), ["other"]);
    assert_eq!(all(0, "dd-application-key"), ["hush-app"]);
    assert_eq!(all(1, "authorization"), ["mine"]);
    assert_eq!((requests.len(), all(2, "authorization")), (3, vec!["mine".to_owned()]));
}

/// RFC 9110, section 8.6: a server may insist on the length of what it is to process.
#[tokio::test]
async fn a_request_without_content_says_so_where_its_method_gives_content_a_meaning() {
    let server = Server::start(Answer::json(200, "{}"));
    let session = v1(&Setup::new(server.url())).session().clone();
    let rows = [
        ("POST", None, Some("0")),
        ("PUT", None, Some("0")),
        ("PATCH", None, Some("0")),
        ("POST", Some(""), Some("0")),
        ("POST", Some("a"), Some("1")),
        ("GET", None, None),
        ("HEAD", None, None),
        ("DELETE", None, None),
        ("OPTIONS", None, None),
    ];
    for (method, body, length) in rows {
        let mut request = operation::Request::new("x", method, "/x", CallOptions::new());
        if let Some(body) = body {
            request.body("text/plain", body);
        }
        session.response(request).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert_eq!(request.header("content-length"), length, "{method} {body:?}");
        assert_eq!(request.header("transfer-encoding"), None, "{method} {body:?}");
    }
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_fails_the_call_before_it_is() {
    let server = Server::start(Answer::json(200, "{}"));
    let client = v1(&Setup::new(server.url()));
    let rows = [
        ("", "x", "\"\" is not a name that a header can have"),
        ("x y", "x", "\"x y\" is not a name that a header can have"),
        ("x:y", "x", "\"x:y\" is not a name that a header can have"),
        ("x\r\ny", "x", "is not a name that a header can have"),
        ("ü", "x", "\"ü\" is not a name that a header can have"),
        ("x-own", "hush\r\nx-evil: 1", "the value of the header x-own cannot be sent"),
        ("x-own", "hush\0", "the value of the header x-own cannot be sent"),
    ];
    for (name, value, told) in rows {
        // A good header after the bad one does not make up for it.
        let options = CallOptions::new().header(name, value).header("x-good", "x");
        assert!(!format!("{options:?} {options:#?}").contains("hush"), "{options:?}");
        let outcome = outcome(client.list_users().options(options).send().await);
        assert_eq!((outcome.kind, outcome.attempts), (Kind::NotSent, 0), "{outcome:?}");
        assert!(outcome.printed.contains(told), "{outcome:?}");
    }
    assert_eq!((server.count(), server.connections()), (0, 0));
}

#[tokio::test]
async fn the_last_options_of_a_call_count() {
    let server = Server::start(Answer::new(503));
    let client = v1(&Setup::new(server.url()));
    let call = client.list_users().options(CallOptions::new().header("x-own", "1"));
    let outcome = outcome(call.options(CallOptions::new().retry(Retry::never())).send().await);
    assert_eq!(outcome.attempts, 1);
    assert_eq!(server.requests()[0].header("x-own"), None);
}

#[tokio::test]
async fn an_answer_tells_its_attempts_its_id_and_its_bytes() {
    let body = "{ \"users\" : [ ] }";
    let answer = Answer::json(200, body).header("x-request-id", "last");
    let server = Server::start(vec![Answer::new(503).header("x-request-id", "first"), answer]);
    let answer = v1(&Setup::new(server.url())).list_users().send().await.unwrap();
    assert_eq!((answer.attempts(), answer.request_id()), (2, Some("last")));
    assert_eq!(answer.body(), body);

    let server = Server::start(Answer::new(503).header("x-request-id", "every"));
    let error = v1(&Setup::new(server.url())).list_users().send().await.unwrap_err();
    assert_eq!((error.attempts(), error.request_id()), (3, Some("every")));
}

/// A body as large as the cap is taken, whole or in chunks, and one byte more is not.
#[tokio::test]
async fn the_cap_of_a_body_is_exact() {
    for (size, kind) in [(100, Kind::InvalidBody), (101, Kind::TooLarge)] {
        for is_chunked in [false, true] {
            let answer = Answer::json(200, vec![b' '; size]);
            let server = Server::start(if is_chunked { answer.chunked() } else { answer });
            let setup = Setup { body_limit: 100, ..Setup::new(server.url()) };
            let outcome = Call::V1Get.send(&setup).await;
            assert_eq!(outcome.kind, kind, "{size} {is_chunked}: {outcome:?}");
        }
    }
}

/// The callers' own HTTP client is used as it is, with their own user agent and redirects.
#[tokio::test]
async fn a_callers_own_http_client_sends_the_calls() {
    let server = Server::start(Answer::json(200, "{}"));
    let http = reqwest::Client::builder().user_agent("mine/1").build().unwrap();
    let setup = Setup { http: Some(http), ..Setup::new(server.url()) };
    assert_eq!(Call::V1Get.send(&setup).await.kind, Kind::Success);
    assert_eq!(server.requests()[0].header("user-agent"), Some("mine/1"));
    assert_eq!(server.requests()[0].header("dd-api-key"), Some("hush-api"));
}

/// Clients, calls and what they give back can be sent to other tasks.
#[test]
fn clients_and_results_are_send_and_sync() {
    fn both<T: Send + Sync + 'static>() {}
    both::<v1::Client>();
    both::<crate::calling::v2::Client>();
    both::<crate::calling::invites::Client>();
    both::<crate::calling::sites::Client>();
    both::<guestlist_runtime::Error<v1::users::ListUsersError>>();
    both::<guestlist_runtime::PageError<v1::users::ListUsersError>>();
    both::<guestlist_runtime::SetupError>();
}

/// A port whose queue of connections is full: whoever connects gets no answer.
struct Busy {
    address: SocketAddr,
    _queue: (tokio::net::TcpListener, Vec<TcpStream>),
}

impl Busy {
    async fn start() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
        let listener = socket.listen(1).unwrap();
        let address = listener.local_addr().unwrap();
        let mut queue = Vec::new();
        let pause = Duration::from_millis(100);
        while let Ok(Ok(stream)) = tokio::time::timeout(pause, TcpStream::connect(address)).await {
            queue.push(stream);
        }
        Self { address, _queue: (listener, queue) }
    }
}

/// No connection was made, so that even a `POST` is tried again, and the caller is told so.
#[tokio::test]
async fn a_connection_that_takes_too_long_was_never_made() {
    let busy = Busy::start().await;
    let builder = v1::Client::builder().oauth_token("hush").retry(crate::calling::soon());
    let builder = builder.base_url(format!("http://{}", busy.address));
    let client = builder.connect_timeout(Duration::from_millis(100)).build().unwrap();
    let begin = Instant::now();
    let post = outcome(client.create_user().body(v1::models::User::new()).send().await);
    assert_eq!((post.kind, post.attempts), (Kind::NoConnection, 3), "{post:?}");
    assert!(post.is_retryable, "{post:?}");
    assert!(begin.elapsed() < Duration::from_secs(6), "{:?}", begin.elapsed());
}

/// The time of the call is up before that of the connection.
#[tokio::test]
async fn a_call_ends_while_its_connection_is_made() {
    let busy = Busy::start().await;
    let url = format!("http://{}", busy.address);
    let setup = Setup { timeout: Duration::from_millis(200), ..Setup::new(url) };
    let post = Call::V2Post.send(&setup).await;
    assert_eq!((post.kind, post.attempts), (Kind::Timeout, 1), "{post:?}");
    assert!(post.took < Duration::from_secs(6), "{post:?}");
}

/// The dropped call leaves its client as it was.
#[tokio::test]
async fn a_call_that_is_dropped_harms_no_other() {
    let slow = Answer::json(200, "{}").after(Duration::from_secs(5));
    let server = Server::start(vec![slow, Answer::json(200, "{}")]);
    let client = invites(&Setup::new(server.url()));
    let call = client.create_invite().body(invite()).send();
    assert!(tokio::time::timeout(Duration::from_millis(100), call).await.is_err());
    client.create_invite().body(invite()).send().await.unwrap();
    assert_eq!(server.count(), 2);
    assert_eq!(v2(&Setup::new(server.url())).session().base_url(), server.url());
}
