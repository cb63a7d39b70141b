//! The program that renews expired invitations: each once, and no others.

use guestlist_tests::programs::{Job, job};
use guestlist_tests::server::Answer;
use serde_json::{Value, json};

fn answer(body: &Value) -> Answer {
    Answer::json(200, body.to_string())
}

const INVITES: &str = "/archivist/iam/v1/invites";

/// Expired are Ada's and, beside one that is good, Carol's; Dave's does not say.
fn invites() -> Answer {
    let invite = |id: &str, email: &str, until: Option<&str>| {
        let mut invite = json!({"identity": format!("invites/{id}"), "email": email,
            "message": format!("Hello {email}")});
        if let Some(until) = until {
            invite["expiry_time"] = json!(until);
        }
        invite
    };
    let (past, future) = (Some("2022-06-17T11:30:43Z"), Some("9999-01-01T00:00:00Z"));
    answer(&json!({"invites": [invite("a", "ada@example.com", past),
        invite("c", "carol@example.com", past), invite("d", "dave@example.com", None),
        invite("c2", "Carol@example.com", future)]}))
}

fn created() -> Answer {
    answer(&json!({"identity": "invites/new", "expiry_time": "9999-01-01T00:00:00Z"}))
}

fn resend_invites(script: Vec<Answer>) -> Job {
    job("datatrails_resend", &[], script)
}

fn calls() -> [String; 3] {
    [
        format!("GET {INVITES}?page_size=50"),
        format!("DELETE {INVITES}/a"),
        format!("POST {INVITES}"),
    ]
}

#[test]
fn an_expired_invite_to_a_tenancy_is_deleted_and_made_anew() {
    for deleted in [answer(&json!({})), Answer::new(200)] {
        let job = resend_invites(vec![invites(), deleted, created()]);
        assert_eq!(job.asked(), calls());
        let body = json!({"email": "ada@example.com", "message": "Hello ada@example.com"});
        assert_eq!(job.requests[2].json(), body);
        let lines = [
            "ada@example.com: invited again, until 9999-01-01T00:00:00Z",
            "carol@example.com: is invited already",
        ];
        assert_eq!(job.text().lines().collect::<Vec<_>>(), lines);
    }
    let job = job("datatrails_resend", &["dave@example.com"], vec![invites()]);
    assert_eq!(job.asked(), calls()[..1]);
    assert_eq!(job.text().trim(), "nothing was mailed");
}

#[test]
fn who_has_accepted_meanwhile_is_not_invited_again() {
    for gone in [Answer::json(404, r#"{"message": "not found"}"#), Answer::new(404)] {
        let job = resend_invites(vec![invites(), gone]);
        assert_eq!(job.asked(), calls()[..2]);
        assert!(job.text().contains("ada@example.com: has accepted"));
    }
}

/// The first attempt may have deleted it, or the person may have accepted: nobody knows.
#[test]
fn an_invite_that_is_gone_at_the_second_attempt_is_an_error() {
    let lost = Answer::html(502, "<h1>Bad Gateway</h1>");
    let job = resend_invites(vec![invites(), lost, Answer::new(404), created()]);
    assert_eq!(job.asked(), [&calls()[..2], &calls()[1..2]].concat());
    job.error();
}

#[test]
fn an_invite_that_could_not_be_made_anew_is_told_and_not_tried_again() {
    let fault = Answer::html(502, "<h1>Bad Gateway</h1>");
    let job = resend_invites(vec![invites(), answer(&json!({})), fault, created()]);
    assert_eq!(job.asked(), calls());
    assert!(job.error().contains("the old invite of ada@example.com is deleted"));
}
