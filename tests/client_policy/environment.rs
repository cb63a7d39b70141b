//! Clients from environment variables. An environment belongs to a whole process, so each case is its own
//! process: this test program, started again for a single test.

use std::ffi::OsStr;
use std::fmt::Debug;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use guestlist_datadog::{v1, v2};
use guestlist_runtime::{Session, SetupError};
use guestlist_tests::server::{Answer, Request, Server};

use crate::SECRET;
use crate::calling::{outcome, printed};

/// Which client the child makes.
const CHILD: &str = "GUESTLIST_TEST_CLIENT";

/// All that a client may read.
const VARIABLES: [&str; 12] = [
    "DD_API_KEY",
    "DD_APP_KEY",
    "DD_SITE",
    "DATOCMS_API_TOKEN",
    "DATATRAILS_URL",
    "DATATRAILS_AUTHTOKEN",
    "DATATRAILS_APPREG_CLIENT",
    "DATATRAILS_APPREG_SECRET",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "NO_PROXY",
];

type Variable<'a> = (&'a str, &'a [u8]);

/// What the child prints: where its client calls, or why there is none.
fn child(client: &str, environment: &[Variable<'_>]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "environment::the_child", "--nocapture"]).env(CHILD, client);
    command.stdin(Stdio::null()).env("RUST_BACKTRACE", "0");
    for name in VARIABLES {
        command.env_remove(name);
    }
    for (name, value) in environment {
        command.env(name, OsStr::from_bytes(value));
    }
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{client} {environment:?}: {text}\n{errors}");
    assert!(!text.contains(SECRET) && !errors.contains(SECRET), "{text}\n{errors}");
    let lines = text.lines().filter_map(|line| Some(line.split_once("RESULT ")?.1));
    lines.collect::<Vec<_>>().join("\n")
}

fn tell<C: Debug>(client: Result<C, SetupError>, session: fn(&C) -> &Session) -> Option<C> {
    match client {
        Ok(client) => {
            println!("\nRESULT {}", session(&client).base_url());
            println!("{client:?} {client:#?}");
            Some(client)
        }
        Err(error) => {
            println!("\nRESULT {error}");
            println!("{}", printed(&error));
            None
        }
    }
}

/// Does nothing unless it is the child.
#[test]
fn the_child() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    match std::env::var(CHILD).as_deref() {
        Ok("v1") => drop(tell(v1::Client::from_env(), v1::Client::session)),
        Ok("v2") => drop(tell(v2::Client::from_env(), v2::Client::session)),
        Ok("datocms") => {
            use guestlist_datocms::Client;
            drop(tell(Client::from_env(), Client::session));
        }
        Ok("datatrails") => {
            use guestlist_datatrails::Client;
            drop(tell(Client::from_env(), Client::session));
        }
        // This one calls as well.
        Ok("datatrails list") => {
            use guestlist_datatrails::Client;
            if let Some(client) = tell(Client::from_env(), Client::session) {
                let listed = runtime.block_on(client.list_invites().send());
                println!("\nRESULT {:?}", outcome(listed).kind);
            }
        }
        // What is given to the builder comes before or after the environment: the last one counts.
        Ok("v1 with a site") => {
            let builder = v1::Client::builder().site(v1::Site::DatadoghqEu).read_env();
            drop(tell(builder.and_then(|builder| builder.build()), v1::Client::session));
        }
        Ok(other) => panic!("there is no child {other:?}"),
        Err(_) => {}
    }
}

const DATADOG: [Variable<'static>; 2] = [("DD_API_KEY", b"hush-a"), ("DD_APP_KEY", b"hush-b")];
const TOKEN: Variable<'static> = ("DATATRAILS_AUTHTOKEN", b"hush-token");
const ID: Variable<'static> = ("DATATRAILS_APPREG_CLIENT", b"app-id");
const APP_SECRET: Variable<'static> = ("DATATRAILS_APPREG_SECRET", b"hush-app");

const DATADOG_MISSING: &str = "credentials are missing: set DD_API_KEY and DD_APP_KEY";
const DATATRAILS_MISSING: &str = "credentials are missing: set DATATRAILS_AUTHTOKEN, \
                                  or DATATRAILS_APPREG_CLIENT and DATATRAILS_APPREG_SECRET";

#[test]
fn credentials_that_are_missing_are_named() {
    for client in ["v1", "v2"] {
        assert_eq!(child(client, &[]), DATADOG_MISSING);
        for one in DATADOG {
            assert_eq!(child(client, &[one]), DATADOG_MISSING);
        }
    }
    assert_eq!(child("datocms", &[]), "credentials are missing: set DATOCMS_API_TOKEN");
    for set in [&[][..], &[ID], &[APP_SECRET]] {
        assert_eq!(child("datatrails", set), DATATRAILS_MISSING);
    }
}

#[test]
fn credentials_that_are_there_are_taken() {
    assert_eq!(child("v1", &DATADOG), "https://api.datadoghq.com");
    assert_eq!(child("v2", &DATADOG), "https://api.datadoghq.com");
    let token = [("DATOCMS_API_TOKEN", &b"hush"[..])];
    assert_eq!(child("datocms", &token), "https://site-api.datocms.com");
    assert_eq!(child("datatrails", &[TOKEN]), "https://app.datatrails.ai");
    assert_eq!(child("datatrails", &[ID, APP_SECRET]), "https://app.datatrails.ai");
}

#[test]
fn a_variable_that_is_empty_or_not_unicode_is_named() {
    // The client, its variables, and of each of them what it is when it is good.
    let rows: [(&str, &[Variable<'_>]); 5] = [
        ("v1", &DATADOG),
        ("v2", &DATADOG),
        ("datocms", &[("DATOCMS_API_TOKEN", b"hush")]),
        ("datatrails", &[TOKEN]),
        ("datatrails", &[ID, APP_SECRET]),
    ];
    for (client, good) in rows {
        for index in 0..good.len() {
            let name = good[index].0;
            for empty in [&b""[..], b" ", b"\t\n"] {
                let mut set = good.to_vec();
                set[index].1 = empty;
                let expected =
                    format!("the environment variable {name} cannot be used: it is empty");
                assert_eq!(child(client, &set), expected);
            }
            let mut set = good.to_vec();
            set[index].1 = b"hush\xff";
            let expected =
                format!("the environment variable {name} cannot be used: it is not Unicode");
            assert_eq!(child(client, &set), expected);

            let mut set = good.to_vec();
            set[index].1 = b"hush\r\nx-evil: hush";
            let told = child(client, &set);
            assert!(told.contains("cannot be sent: it holds a character"), "{told}");
            assert!(told.contains(name), "{told}");
        }
    }
}

#[test]
fn a_site_is_where_the_client_calls() {
    for site in v2::Site::ALL {
        let site = site.as_str();
        let set = [DATADOG[0], DATADOG[1], ("DD_SITE", site.as_bytes())];
        assert_eq!(child("v2", &set), format!("https://api.{site}"));
    }
    let set = [DATADOG[0], DATADOG[1], ("DD_SITE", &b"us5.datadoghq.com"[..])];
    assert_eq!(child("v1", &set), "https://api.us5.datadoghq.com");
    assert_eq!(child("v1 with a site", &set), "https://api.us5.datadoghq.com");
    assert_eq!(child("v1 with a site", &DATADOG), "https://api.datadoghq.eu");
}

#[test]
fn a_site_that_is_none_is_an_error_that_lists_them() {
    let bad: [&[u8]; 5] =
        [b"datadog.example", b"DATADOGHQ.COM", b"https://datadoghq.com", b"us5", b"evil.com/#"];
    for client in ["v1", "v2"] {
        for value in bad {
            let set = [DATADOG[0], DATADOG[1], ("DD_SITE", value)];
            let told = child(client, &set);
            let value = String::from_utf8_lossy(value);
            assert!(told.starts_with(&format!("there is no site {value:?}: there are ")), "{told}");
            assert!(v2::Site::ALL.iter().all(|site| told.contains(site.as_str())), "{told}");
        }
        let long = "x".repeat(10_000);
        let told = child(client, &[DATADOG[0], DATADOG[1], ("DD_SITE", long.as_bytes())]);
        assert!(told.len() < 400, "{told}");
        for (value, reason) in [(&b""[..], "it is empty"), (b"\xff", "it is not Unicode")] {
            let told = child(client, &[DATADOG[0], DATADOG[1], ("DD_SITE", value)]);
            assert_eq!(told, format!("the environment variable DD_SITE cannot be used: {reason}"));
        }
    }
}

#[test]
fn a_base_url_of_the_environment_is_checked_and_hides_its_password() {
    let told = child("datatrails", &[TOKEN, ("DATATRAILS_URL", b"https://example.com/prefix/")]);
    assert_eq!(told, "https://example.com/prefix");
    let bad: [&[u8]; 6] = [
        b"example.com",
        b"ftp://example.com",
        b"https://hush:hush@example.com",
        b"https://user:hush",
        b"client:hush",
        b"hush",
    ];
    for bad in bad {
        let told = child("datatrails", &[TOKEN, ("DATATRAILS_URL", bad)]);
        assert!(told.contains("is not a base URL: "), "{told}");
    }
    for (value, reason) in [(&b" "[..], "it is empty"), (b"https://\xff", "it is not Unicode")] {
        let told = child("datatrails", &[TOKEN, ("DATATRAILS_URL", value)]);
        let name = "the environment variable DATATRAILS_URL";
        assert_eq!(told, format!("{name} cannot be used: {reason}"));
    }
}

/// What a DataTrails client of the environment sends to a server.
fn sent(set: &[Variable<'_>]) -> (String, Vec<Request>) {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "POST" => Answer::json(200, r#"{"access_token": "hush-fetched"}"#),
        _ => Answer::json(200, "{}"),
    });
    let url = server.url();
    let set: Vec<_> = set.iter().copied().chain([("DATATRAILS_URL", url.as_bytes())]).collect();
    (child("datatrails list", &set), server.requests())
}

#[test]
fn a_ready_token_counts_before_an_app_registration() {
    let (told, requests) = sent(&[TOKEN, ID, APP_SECRET]);
    assert!(told.ends_with("Success"), "{told}");
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].header("authorization"), Some("Bearer hush-token"));

    let (told, requests) = sent(&[ID, APP_SECRET]);
    assert!(told.ends_with("Success"), "{told}");
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].header("authorization"), Some("Bearer hush-fetched"));
}

/// Half a set is none, and another set counts.
#[test]
fn a_ready_token_is_taken_beside_half_an_app_registration() {
    let (told, requests) = sent(&[TOKEN, APP_SECRET]);
    assert!(told.ends_with("Success"), "{told}");
    assert_eq!(requests[0].header("authorization"), Some("Bearer hush-token"));
}

#[test]
fn a_proxy_of_the_environment_is_used() {
    let proxy = Server::start(Answer::json(200, "{}"));
    let url = proxy.url();
    let set =
        [TOKEN, ("DATATRAILS_URL", &b"http://api.invalid"[..]), ("http_proxy", url.as_bytes())];
    let told = child("datatrails list", &set);
    assert!(told.ends_with("Success"), "{told}");
    let path = &proxy.requests()[0].path_and_query;
    assert_eq!(path, "http://api.invalid/archivist/iam/v1/invites");
}
