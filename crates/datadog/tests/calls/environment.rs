//! Clients from environment variables.

use guestlist_datadog::{v1, v2};
use guestlist_tests::environment::{Variable, assert_bad_values_are_named, child, tell, wanted};

/// Does nothing unless it is the child.
#[test]
fn the_child() {
    match wanted().as_deref() {
        Some("v1") => drop(tell(v1::Client::from_env(), v1::Client::session)),
        Some("v2") => drop(tell(v2::Client::from_env(), v2::Client::session)),
        // What is given to the builder comes before or after the environment: the last one counts.
        Some("v1 with a site") => {
            let builder = v1::Client::builder().site(v1::Site::DatadoghqEu).read_env();
            drop(tell(builder.and_then(|builder| builder.build()), v1::Client::session));
        }
        Some(other) => panic!("there is no child {other:?}"),
        None => {}
    }
}

const KEYS: [Variable<'static>; 2] = [("DD_API_KEY", b"hush-a"), ("DD_APP_KEY", b"hush-b")];

#[test]
fn credentials_that_are_missing_are_named() {
    let missing = "credentials are missing: set DD_API_KEY and DD_APP_KEY";
    for client in ["v1", "v2"] {
        assert_eq!(child(client, &[]), missing);
        for one in KEYS {
            assert_eq!(child(client, &[one]), missing);
        }
    }
}

#[test]
fn credentials_that_are_there_are_taken() {
    assert_eq!(child("v1", &KEYS), "https://api.datadoghq.com");
    assert_eq!(child("v2", &KEYS), "https://api.datadoghq.com");
}

#[test]
fn a_variable_that_is_empty_or_not_unicode_is_named() {
    assert_bad_values_are_named("v1", &KEYS);
    assert_bad_values_are_named("v2", &KEYS);
}

#[test]
fn a_site_is_where_the_client_calls() {
    for site in v2::Site::ALL {
        let site = site.as_str();
        let set = [KEYS[0], KEYS[1], ("DD_SITE", site.as_bytes())];
        assert_eq!(child("v2", &set), format!("https://api.{site}"));
    }
    let set = [KEYS[0], KEYS[1], ("DD_SITE", &b"us5.datadoghq.com"[..])];
    assert_eq!(child("v1", &set), "https://api.us5.datadoghq.com");
    assert_eq!(child("v1 with a site", &set), "https://api.us5.datadoghq.com");
    assert_eq!(child("v1 with a site", &KEYS), "https://api.datadoghq.eu");
}

#[test]
fn a_site_that_is_none_is_an_error_that_lists_them() {
    let bad: [&[u8]; 5] =
        [b"datadog.example", b"KEYSHQ.COM", b"https://datadoghq.com", b"us5", b"evil.com/#"];
    for client in ["v1", "v2"] {
        for value in bad {
            let set = [KEYS[0], KEYS[1], ("DD_SITE", value)];
            let told = child(client, &set);
            let value = String::from_utf8_lossy(value);
            assert!(told.starts_with(&format!("there is no site {value:?}: there are ")), "{told}");
            assert!(v2::Site::ALL.iter().all(|site| told.contains(site.as_str())), "{told}");
        }
        let long = "x".repeat(10_000);
        let told = child(client, &[KEYS[0], KEYS[1], ("DD_SITE", long.as_bytes())]);
        assert!(told.len() < 400, "{told}");
        for (value, reason) in [(&b""[..], "it is empty"), (b"\xff", "it is not Unicode")] {
            let told = child(client, &[KEYS[0], KEYS[1], ("DD_SITE", value)]);
            assert_eq!(told, format!("the environment variable DD_SITE cannot be used: {reason}"));
        }
    }
}
