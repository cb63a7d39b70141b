//! Any input of a caller gives a call or an error, and never a panic.

use std::future::Future;
use std::time::Duration;

use guestlist_runtime::{CallOptions, Retry};
use guestlist_tests::server::{Answer, Server};

use crate::calling::{
    Call, Kind, Outcome, Setup, invite, invites, outcome, registered, shared_http, site_invitation,
    sites, soon, user_update, v1, v2,
};

/// Texts that somebody may give for anything.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        ".",
        "..",
        "/",
        "//",
        "../..",
        "\\",
        "%",
        "%2",
        "%zz",
        "%2e%2e",
        "%00",
        "\0",
        "\t",
        "\n",
        "\r\n",
        "a\r\nX-Evil: b",
        "\u{7f}",
        "\u{80}",
        "\u{a0}",
        "ü",
        "日本",
        "e\u{301}",
        "\u{202e}",
        "\u{feff}",
        "\u{fffd}",
        "\u{10ffff}",
        "😀",
        "?",
        "#",
        "&",
        "=",
        "+",
        "a&b=c",
        "[x]",
        "{x}",
        "{user_id}",
        "{}",
        "{0}",
        "%s%n",
        "\"",
        "'",
        "`",
        "<script>",
        "$(x)",
        "null",
        "true",
        "NaN",
        "-1",
        "1e999",
        "18446744073709551616",
        "http://[",
        "http://",
        "https://:0",
        "http://a:b@c",
        "//host",
        "http://host:65536",
        "http://host/%",
        "http://xn--",
        "data:,",
    ]
    .map(str::to_owned)
    .into();
    texts.extend([1_000, 70_000, 1_000_000].map(|length| "x".repeat(length)));
    texts.extend(["ü", "/", "%", "\n"].map(|one| one.repeat(30_000)));
    texts
}

const NUMBERS: [i128; 14] = [
    0,
    -1,
    1,
    i32::MAX as i128,
    i32::MAX as i128 + 1,
    i32::MIN as i128,
    i32::MIN as i128 - 1,
    i64::MAX as i128,
    i64::MAX as i128 + 1,
    i64::MIN as i128,
    i64::MIN as i128 - 1,
    u64::MAX as i128,
    i128::MAX,
    i128::MIN,
];

/// Runs a call where its panic is seen, and says of which value it was.
async fn survives<T: Send + 'static>(
    place: &str,
    value: &str,
    call: impl Future<Output = T> + Send + 'static,
) -> T {
    let shown: String = value.chars().take(40).collect();
    let ended = tokio::time::timeout(Duration::from_secs(10), tokio::spawn(call)).await;
    let ended = ended.unwrap_or_else(|_| panic!("{place} does not end with {shown:?}"));
    ended.unwrap_or_else(|panic| panic!("{place} with {shown:?}: {panic}"))
}

type Calling = std::pin::Pin<Box<dyn Future<Output = Outcome> + Send>>;

macro_rules! calls {
    ($($name:literal: $client:ident, |$builder:ident, $value:ident| $call:expr;)*) => {
        &[$(($name, |setup, $value| Box::pin(async move {
            let $builder = $client(&setup);
            outcome($call.send().await)
        }))),*]
    };
}

type Rows<V> = &'static [(&'static str, fn(Setup, V) -> Calling)];

/// Every parameter that takes a text.
const TEXTS: Rows<String> = calls! {
    "v1 token": v1, |client, value| client.send_public_dashboard_invitation().token(value)
        .body(v1::models::SharedDashboardInvites::new(vec![]));
    "v1 user_handle": v1, |client, value| client.get_user().user_handle(value);
    "v1 user_handle of a change": v1, |client, value|
        client.update_user().user_handle(value).body(v1::models::User::new());
    "v1 user_handle of a bar": v1, |client, value| client.disable_user().user_handle(value);
    "v2 filter": v2, |client, value| client.list_users().filter(value);
    "v2 filter_status": v2, |client, value| client.list_users().filter_status(value);
    "v2 sort": v2, |client, value| client.list_users().sort(value);
    "v2 sort_dir": v2, |client, value| client.list_users().sort_dir(value);
    "v2 user_id": v2, |client, value| client.get_user().user_id(value);
    "v2 user_id of a change": v2, |client, value|
        client.update_user().user_id(value).body(user_update());
    "v2 user_id of a bar": v2, |client, value| client.disable_user().user_id(value);
    "v2 user_id of organizations": v2, |client, value|
        client.list_user_organizations().user_id(value);
    "v2 user_id of permissions": v2, |client, value| client.list_user_permissions().user_id(value);
    "v2 user_invitation_uuid": v2, |client, value|
        client.get_invitation().user_invitation_uuid(value);
    "sites x_environment": sites, |client, value|
        client.create_site_invitation().x_environment(value).body(site_invitation());
    "invites email": invites, |client, value| client.list_invites().email(value);
    "invites order_by": invites, |client, value| client.list_invites().order_by(value);
    "invites page_token": invites, |client, value| client.list_invites().page_token(value);
    "invites uuid": invites, |client, value| client.get_invite().uuid(value);
    "invites uuid of a delete": invites, |client, value| client.delete_invite().uuid(value);
    "invites email of a body": invites, |client, value| client.create_invite()
        .body(crate::calling::invites::models::CreateInviteRequest::new(value));
    "the name of a header": v1, |client, value|
        client.list_users().options(CallOptions::new().header(&value, "x"));
    "the value of a header": v1, |client, value|
        client.list_users().options(CallOptions::new().header("x-own", &value));
};

/// Every parameter that takes a number.
const INTEGERS: Rows<i128> = calls! {
    "v2 page_number": v2, |client, value| client.list_users().page_number(value);
    "v2 page_size": v2, |client, value| client.list_users().page_size(value);
    "invites page_size": invites, |client, value| client.list_invites().page_size(value);
};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_text_for_a_parameter_panics() {
    let server = Server::start(Answer::json(200, "{}"));
    let http = Some(shared_http());
    let setup = Setup { timeout: Duration::from_secs(5), http, ..Setup::new(server.url()) };
    for (name, call) in TEXTS {
        // 70,000 characters are too long for a URL already; a body takes more.
        let is_tried = |text: &String| text.len() < 100_000 || name.ends_with("body");
        for text in texts().into_iter().filter(is_tried) {
            let outcome = survives(name, &text, call(setup.clone(), text.clone())).await;
            let is_fine = matches!(outcome.kind, Kind::Success | Kind::InvalidBody | Kind::NotSent);
            assert!(is_fine, "{name} {:.40}: {outcome:.300?}", text);
        }
    }
}

/// A list goes on as long as the server gives full pages, whatever number it begins at.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_number_for_a_parameter_panics() {
    let full = r#"{"data": [{"id": "a"}], "invites": [{"identity": "a"}]}"#;
    let server = Server::start(Answer::json(200, full));
    let setup = Setup::new(server.url());
    for number in NUMBERS {
        for (name, call) in INTEGERS {
            let outcome = survives(name, &number.to_string(), call(setup.clone(), number)).await;
            assert!(matches!(outcome.kind, Kind::Success | Kind::NotSent), "{name}: {outcome:?}");
        }
        let (first, second) = (v2(&setup), v2(&setup));
        let list =
            async move { first.list_users().page_number(number).page_size(1).stream().all().await };
        let _ = survives("a list from a page", &number.to_string(), list).await;
        let list = async move { second.list_users().page_size(number).stream().all().await };
        let _ = survives("a list by a size", &number.to_string(), list).await;
    }
}

#[test]
fn no_text_for_a_builder_panics() {
    for text in texts() {
        let base = || v1::Client::builder().oauth_token("a").base_url(text.as_str()).build();
        let results = [
            base().map(drop),
            v1::Client::builder().oauth_token(text.as_str()).build().map(drop),
            v1::Client::builder().api_key(text.as_str()).application_key("b").build().map(drop),
            v2::Client::builder().api_key("a").application_key(text.as_str()).build().map(drop),
            crate::calling::sites::Client::builder().api_token(text.as_str()).build().map(drop),
            crate::calling::invites::Client::builder()
                .bearer_token(text.as_str())
                .build()
                .map(drop),
            crate::calling::invites::Client::builder()
                .app_registration(text.as_str(), text.as_str())
                .build()
                .map(drop),
            text.parse::<v1::Site>().map(drop),
            text.parse::<v2::Site>().map(drop),
        ];
        for error in results.into_iter().filter_map(Result::err) {
            let told = error.to_string();
            assert!(told.chars().count() < 600 && !told.contains('\n'), "{told:.800}");
        }
    }
}

/// A base URL that a client could be built with can be called, or is an error of the call.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_base_url_panics_in_a_call() {
    let nowhere = ["http://127.0.0.1:1/%", "http://127.0.0.1:1/%zz", "http://127.0.0.1:1/ü{}|\\^"];
    let long = format!("http://127.0.0.1:1/{}", "x".repeat(70_000));
    for url in nowhere.into_iter().chain([long.as_str()]) {
        let setup = Setup { retry: Retry::never(), ..Setup::new(url) };
        for call in Call::ALL {
            let setup = setup.clone();
            let ended = survives("a base URL", url, async move { call.send(&setup).await }).await;
            assert!(matches!(ended.kind, Kind::NoConnection | Kind::NotSent));
        }
    }
}

const TIMES: [Duration; 5] = [
    Duration::ZERO,
    Duration::from_nanos(1),
    Duration::from_secs(5),
    Duration::from_secs(u32::MAX as u64),
    Duration::MAX,
];

/// A call that takes no time, or has all the time in the world.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_time_panics() {
    // Later than no time at all.
    let server = Server::start(Answer::json(200, "{}").after(Duration::from_millis(20)));
    for time in TIMES {
        let shown = format!("{time:?}");
        let setup = Setup { timeout: time, ..Setup::new(server.url()) };
        let by_client = async move { Call::V1Get.send(&setup).await };
        let by_client = survives("the timeout of a client", &shown, by_client).await;
        let client = v1(&Setup::new(server.url()));
        let by_call = async move {
            let options = CallOptions::new().timeout(time);
            outcome(client.list_users().options(options).send().await)
        };
        let by_call = survives("the timeout of a call", &shown, by_call).await;
        for outcome in [by_client, by_call] {
            let is_long = time >= Duration::from_secs(5);
            let expected = if is_long { Kind::Success } else { Kind::Timeout };
            assert_eq!(outcome.kind, expected, "{time:?}: {outcome:?}");
        }

        let builder = v1::Client::builder().oauth_token("a").base_url(server.url());
        let client = builder.connect_timeout(time).retry(soon()).build().unwrap();
        let call = async move { outcome(client.list_users().send().await) };
        let outcome = survives("the timeout of a connection", &shown, call).await;
        assert!(matches!(outcome.kind, Kind::Success | Kind::NoConnection), "{outcome:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_retry_policy_panics() {
    let answers = [Answer::new(503), Answer::new(429), Answer::new(429).header("retry-after", "0")];
    for answer in answers {
        let server = Server::start(answer);
        for first in TIMES {
            for longest in TIMES {
                let retry = Retry::at_most(u32::MAX).backoff(first, longest);
                let timeout = Duration::from_millis(30);
                let setup = Setup { retry, timeout, ..Setup::new(server.url()) };
                let place = format!("{first:?} {longest:?}");
                let call = async move { Call::V1Get.send(&setup).await };
                let outcome = survives("a retry policy", &place, call).await;
                let kinds = [Kind::Refused, Kind::Timeout, Kind::Held];
                assert!(kinds.contains(&outcome.kind), "{place}: {outcome:?}");
            }
        }
        // With all the time in the world and the longest waits, a call is still waiting.
        let retry = Retry::at_most(9).backoff(Duration::MAX, Duration::MAX);
        let setup = Setup { retry, timeout: Duration::MAX, ..Setup::new(server.url()) };
        let call = tokio::spawn(async move { Call::V1Get.send(&setup).await });
        let ended = tokio::time::timeout(Duration::from_millis(100), call).await;
        assert!(!matches!(ended, Ok(Err(_))), "it panicked: {ended:?}");
    }
}

#[tokio::test]
async fn no_cap_panics() {
    let server = Server::start(Answer::json(200, "{}"));
    for (cap, kind) in [(0, Kind::TooLarge), (1, Kind::TooLarge), (usize::MAX, Kind::Success)] {
        let setup = Setup { body_limit: cap, ..Setup::new(server.url()) };
        assert_eq!(Call::V1Get.send(&setup).await.kind, kind, "{cap}");
    }
    let server = Server::start(Answer::new(204));
    let setup = Setup { body_limit: 0, ..Setup::new(server.url()) };
    assert_eq!(Call::V2Delete.send(&setup).await.kind, Kind::Success);
}

/// A body of small items becomes models that are many times as large: they are bounded by the cap.
#[tokio::test]
async fn models_take_no_more_memory_than_the_cap_allows() {
    let body = |count: usize| format!(r#"{{"users": [{}]}}"#, vec!["{}"; count].join(","));
    let few = Server::start(Answer::json(200, body(1_000)));
    let many = Server::start(Answer::json(200, body(340_000)));
    let cap = |server: &Server, body_limit| Setup { body_limit, ..Setup::new(server.url()) };
    let list = |setup: Setup| async move { v1(&setup).list_users().send().await };
    assert!(list(cap(&few, 1 << 20)).await.is_ok());
    // The same body is too much for a small cap, and not for a large one.
    assert!(list(cap(&many, 32 << 20)).await.is_ok());
    let error = list(cap(&many, 1 << 20)).await.unwrap_err().to_string();
    let told = "users[";
    assert!(
        error.contains(told) && error.contains("more than 16777216 bytes of memory"),
        "{error}"
    );
}

/// Headers that the connection itself lives by.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_header_of_the_connection_panics() {
    let names = [
        "host",
        "connection",
        "content-length",
        "transfer-encoding",
        "te",
        "trailer",
        "upgrade",
        "expect",
        "content-type",
        "content-encoding",
        "accept-encoding",
        "range",
        "cookie",
        "keep-alive",
        "proxy-authorization",
        "authorization",
        "dd-api-key",
        "if-none-match",
    ];
    let values = ["", "0", "1", "99999", "-1", "chunked", "close", "gzip", "100-continue", "h2c"];
    let mut calls = tokio::task::JoinSet::new();
    for name in names {
        for value in values {
            calls.spawn(async move {
                let server = Server::start(Answer::json(200, "{}"));
                let options = CallOptions::new().header(name, value);
                let options = options.timeout(Duration::from_millis(300)).retry(Retry::never());
                let setup = Setup::new(server.url());
                let (get, post) = (v1(&setup), invites(&setup));
                let place = format!("the header {name}");
                let both = options.clone();
                let get = async move { outcome(get.list_users().options(both).send().await) };
                survives(&place, value, get).await;
                let call = post.create_invite().body(invite()).options(options).send().await;
                assert!(server.count() <= 2, "{place}: {value}: {call:?}");
            });
        }
    }
    calls.join_all().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_number_of_headers_panics() {
    let server = Server::start(Answer::json(200, "{}"));
    for (count, kind) in [(100, Kind::Success), (5_000, Kind::NotSent), (40_000, Kind::NotSent)] {
        let client = v1(&Setup::new(server.url()));
        let call = async move {
            let options = (0..count).fold(CallOptions::new(), |options, number| {
                options.header(&format!("x-{number}"), "x")
            });
            outcome(client.list_users().options(options).send().await)
        };
        let outcome = survives("headers", &count.to_string(), call).await;
        assert_eq!(outcome.kind, kind, "{count}: {outcome:?}");
    }
}

/// What a server says is hostile too, in the headers that a client reads.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_header_of_an_answer_panics() {
    let names = [
        ("retry-after", 429),
        ("x-ratelimit-reset", 429),
        ("location", 302),
        ("content-encoding", 200),
        ("x-request-id", 200),
    ];
    let is_header = |text: &String| text.len() < 2_000 && !text.contains(['\r', '\n', '\0']);
    // Many of the calls wait.
    let mut all = tokio::task::JoinSet::new();
    for (name, status) in names {
        all.spawn(async move {
            for text in texts().into_iter().filter(is_header) {
                let server = Server::start(Answer::json(status, "{}").header(name, &text));
                let setup = Setup { timeout: Duration::from_secs(2), ..Setup::new(server.url()) };
                let call = async move { Call::V1Get.send(&setup).await };
                survives(name, &text, call).await;
            }
        });
    }
    all.join_all().await;
}

/// The token endpoint is a server too.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_token_panics() {
    for text in texts() {
        let token = text.replace(|c: char| c.is_control() || c == '"' || c == '\\', "\\n");
        let answer = Answer::json(200, format!(r#"{{"access_token": "{token}"}}"#));
        let server = Server::start(answer);
        let client = registered(&Setup::new(server.url()));
        let call = async move { outcome(client.list_invites().send().await) };
        survives("a token", &text, call).await;
    }
}
