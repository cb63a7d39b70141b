//! No credential is shown: not in `tracing` events or log lines, and not in anything that can be printed of a
//! client, a call, a list or an error.
//!
//! `calling::outcome` checks everything that can be printed of each result in these tests.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::Duration;

use guestlist_runtime::{CallOptions, Retry, SetupError};
use guestlist_tests::server::{Answer, Nobody, Request, Server};

use crate::SECRET;
use crate::calling::{Call, Kind, Setup, invite, invites, outcome, printed, registered, v1, v2};
use crate::ear::Ear;
use crate::faults::FAULTS;

/// Writes down every log line of this process; reqwest tells of its connections in them.
struct Log(Mutex<String>);

static LOG: Log = Log(Mutex::new(String::new()));

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {} {}\n", record.level(), record.target(), record.args());
        self.0.lock().unwrap().push_str(&line);
    }

    fn flush(&self) {}
}

#[track_caller]
fn assert_hides(text: &str) {
    let found = text.lines().find(|line| line.contains(SECRET));
    assert_eq!(found, None);
}

/// All calls against all faults, one thread, with an ear and the log open.
#[tokio::test]
async fn no_failure_tells_a_credential_in_an_event_or_a_log_line() {
    Ear::open();
    if log::set_logger(&LOG).is_ok() {
        log::set_max_level(log::LevelFilter::Trace);
    }
    for fault in FAULTS.iter().filter(|fault| !fault.is_slow()) {
        for call in Call::ALL {
            let server = fault.server(call);
            call.send(&fault.setup(&server)).await;
        }
    }
    let nobody = Nobody::home();
    for call in Call::ALL {
        call.send(&Setup::new(nobody.url())).await;
        let proxy = nobody.url().replace("http://", "http://somebody:hush@");
        let proxy = reqwest::Proxy::all(proxy).unwrap();
        let http = reqwest::Client::builder().proxy(proxy).build().unwrap();
        call.send(&Setup { http: Some(http), ..Setup::new("http://api.invalid") }).await;
    }
    for answer in [
        Answer::json(200, r#"{"access_token": "hush-1", "expires_in": 300}"#),
        Answer::json(200, r#"{"access_token": "hush\n1"}"#),
        Answer::json(403, r#"{"error": "hush-app"}"#),
        Answer::html(502, "hush-app"),
    ] {
        let server = Server::start(move |request: &Request| match request.method.as_str() {
            "POST" => answer.clone(),
            _ => Answer::new(401),
        });
        let client = registered(&Setup::new(server.url()));
        outcome(client.list_invites().send().await);
    }

    let heard = Ear::text();
    assert!(heard.lines().count() > FAULTS.len() * Call::ALL.len() / 2, "{heard}");
    assert_hides(&heard);
    let logged = LOG.0.lock().unwrap().clone();
    assert!(!logged.is_empty(), "reqwest logs its connections");
    assert_hides(&logged);
}

#[track_caller]
fn assert_debug_hides(value: &impl Debug) {
    assert_hides(&format!("{value:?}\n{value:#?}"));
}

#[tokio::test]
async fn nothing_that_a_caller_holds_shows_a_credential() {
    let server = Server::start(Answer::json(200, "{}"));
    let setup = Setup::new(server.url());
    let client = registered(&setup);
    let builder = crate::calling::invites::Client::builder();
    assert_debug_hides(&builder.app_registration("app-id", "hush-app").bearer_token("hush"));
    assert_debug_hides(&client);
    assert_debug_hides(client.session());
    assert_debug_hides(&client.create_invite().body(invite()));
    assert_debug_hides(&client.list_invites().pages());
    assert_debug_hides(&client.list_invites().stream());
    let options = CallOptions::new().header("x-own", "hush").header("cookie", "hush");
    assert_debug_hides(&options);
    assert_debug_hides(&v2(&setup).list_users().options(options.clone()));
    // The headers of a call are its caller's, and no failure of the call shows them either.
    let nobody = Nobody::home();
    let client = invites(&Setup { retry: Retry::never(), ..Setup::new(nobody.url()) });
    let failed = outcome(client.list_invites().options(options).send().await);
    assert_eq!(failed.kind, Kind::NoConnection);
}

/// The message of a panic of the caller's own making: `unwrap` prints `Debug`.
#[tokio::test]
async fn a_caller_that_unwraps_a_failure_tells_no_credential() {
    let told = |result: Result<(), Box<dyn Debug>>| {
        let panic = catch_unwind(AssertUnwindSafe(|| result.unwrap())).unwrap_err();
        let text = panic.downcast::<String>().unwrap();
        assert_hides(&text);
    };
    let nobody = Nobody::home();
    let setup = Setup { retry: Retry::never(), ..Setup::new(nobody.url()) };
    told(Err(Box::new(v1(&setup).list_users().send().await.unwrap_err())));
    told(Err(Box::new(registered(&setup).list_invites().send().await.unwrap_err())));
    told(Err(Box::new(registered(&setup).list_invites().stream().all().await.unwrap_err())));
    let invites = crate::calling::invites::Client::builder;
    told(Err(Box::new(invites().bearer_token("hush\n").build().unwrap_err())));
    told(Err(Box::new(invites().app_registration("hush\0", "hush").build().unwrap_err())));
}

#[test]
fn an_app_registration_that_is_refused_is_not_repeated() {
    let rows = [
        ("", "hush", "it is empty"),
        ("app-id", "", "it is empty"),
        ("hush\n", "hush", "not printable ASCII"),
        ("app-id", "hush\r\nhush", "not printable ASCII"),
        ("app-id", "hushü", "not printable ASCII"),
    ];
    for (id, secret, reason) in rows {
        let builder = crate::calling::invites::Client::builder().app_registration(id, secret);
        assert_debug_hides(&builder);
        let error = builder.build().unwrap_err();
        assert!(matches!(error, SetupError::Credential { .. }), "{error:?}");
        let told = printed(&error);
        assert!(told.contains(reason) && told.contains("_APPREG_SECRET"), "{told}");
        assert_hides(&told);
    }
}

/// A call that is held back says for how long, and nothing of what it would have sent.
#[tokio::test]
async fn a_call_that_is_held_back_tells_no_credential() {
    let server = Server::start(Answer::new(429).header("retry-after", "30"));
    let setup = Setup { timeout: Duration::from_secs(1), ..Setup::new(server.url()) };
    let client = v2(&setup);
    assert_eq!(outcome(client.list_users().send().await).status, Some(429));
    let held = outcome(client.list_users().send().await);
    assert_eq!((held.kind, server.count()), (Kind::Held, 1), "{held:?}");
    assert!(held.printed.contains("the server wants no calls for "), "{held:?}");
}
