//! The program that revokes an invitation.

use guestlist_tests::programs::job;
use guestlist_tests::server::Answer;
use serde_json::{Value, json};

fn answer(body: &Value) -> Answer {
    Answer::json(200, body.to_string())
}

const NOTHING: &str = "nothing is pending for ada@example.com";

#[test]
fn invites_to_a_tenancy_are_withdrawn() {
    let all = json!({"invites": [
        {"identity": "invites/1", "email": "Ada@example.com"},
        {"identity": "invites/2", "email": "grada@example.com"}]});
    let path = "/archivist/iam/v1/invites";
    let list = format!("GET {path}?email=ada%40example.com&page_size=50");
    for (deleted, text) in [
        (answer(&json!({})), "withdrew the invite 1 of ada@example.com"),
        (Answer::new(200), "withdrew the invite 1 of ada@example.com"),
        (Answer::new(404), NOTHING),
    ] {
        let job = job("datatrails_revoke", &["ada@example.com"], vec![answer(&all), deleted]);
        assert_eq!(job.asked(), [list.clone(), format!("DELETE {path}/1")]);
        assert_eq!(job.text().trim(), text);
    }
    let none = vec![answer(&json!({"invites": [], "next_page_token": ""}))];
    assert_eq!(job("datatrails_revoke", &["ada@example.com"], none).text().trim(), NOTHING);
}
