//! The program that renews expired invitations: each once, and no others.

use guestlist_tests::programs::job;
use guestlist_tests::server::{Answer, Cut};
use serde_json::{Value, json};

fn answer(body: &Value) -> Answer {
    Answer::json(200, body.to_string())
}

/// Expired are Ada's 1, Bob's 4 and, beside one that is good, Carol's 5.
fn listed() -> Answer {
    let invitation = |id: &str, email: &str, expired: Option<bool>| {
        let mut attributes = json!({"email": email});
        if let Some(expired) = expired {
            attributes["expired"] = json!(expired);
        }
        json!({"type": "site_invitation", "id": id, "attributes": attributes})
    };
    answer(&json!({"data": [
        invitation("1", "Ada@example.com", Some(true)),
        invitation("2", "carol@example.com", Some(false)),
        invitation("3", "dave@example.com", None),
        invitation("4", "bob@example.com", Some(true)),
        invitation("5", "carol@example.com", Some(true)),
        invitation("6", "ada@example.com", Some(true))]}))
}

fn resent(link: &str) -> Answer {
    answer(&json!({"data": {"type": "site_invitation", "id": "1",
        "attributes": {"expired": false, "invitation_link": link}}}))
}

const LIST: &str = "GET /site-invitations";
const ADA: &str = "POST /site-invitations/1/resend";
const BOB: &str = "POST /site-invitations/4/resend";

#[test]
fn expired_invitations_to_a_project_are_mailed_again_once_for_each_person() {
    let script = vec![listed(), resent("https://example.com/a"), resent("https://example.com/b")];
    let job = job("datocms_resend", &[], script);
    assert_eq!(job.asked(), [LIST, ADA, BOB]);
    let lines = [
        "ada@example.com: mailed again https://example.com/a",
        "bob@example.com: mailed again https://example.com/b",
        "carol@example.com: is invited already",
        "ada@example.com: is invited already",
    ];
    assert_eq!(job.text().lines().collect::<Vec<_>>(), lines);
}

#[test]
fn one_person_alone_is_mailed_again() {
    let bob = job("datocms_resend", &["BOB@example.com"], vec![listed(), resent("x")]);
    assert_eq!(bob.asked(), [LIST, BOB]);
    bob.text();
    let nobody = job("datocms_resend", &["dave@example.com"], vec![listed()]);
    assert_eq!(nobody.asked(), [LIST]);
    assert_eq!(nobody.text().trim(), "nothing was mailed");
}

#[test]
fn an_invitation_that_is_gone_is_passed_over_and_a_fault_is_not_tried_again() {
    let gone = || Answer::json(404, r#"{"data": []}"#);
    let job1 = job("datocms_resend", &[], vec![listed(), gone(), resent("x")]);
    assert_eq!(job1.asked(), [LIST, ADA, BOB]);
    assert!(job1.text().contains("ada@example.com: was accepted or withdrawn meanwhile"));

    for fault in [Answer::html(502, "<h1>Bad Gateway</h1>"), resent("x").cut(Cut::BeforeHead)] {
        let job = job("datocms_resend", &[], vec![listed(), fault, resent("x")]);
        assert_eq!(job.asked(), [LIST, ADA]);
        assert!(job.error().contains("ada@example.com, after 0 others"));
    }
}
