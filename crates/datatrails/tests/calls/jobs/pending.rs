//! The program that lists who has not answered.

use guestlist_tests::programs::job;
use guestlist_tests::server::Answer;
use serde_json::json;

#[test]
fn invites_to_a_tenancy_are_listed_over_all_pages() {
    let pages = [
        json!({"invites": [{"email": "ada@example.com", "expiry_time": "9999-01-01T00:00:00Z"},
            {"email": "bob@example.com", "expiry_time": "2022-06-17T11:30:43Z"}],
            "next_page_token": "more"}),
        json!({"invites": [{"email": "carol@example.com"}], "next_page_token": ""}),
    ];
    let script = pages.map(|body| Answer::json(200, body.to_string()));
    let job = job("datatrails_pending", &[], script.to_vec());

    let lines = [
        "ada@example.com: pending, until 9999-01-01T00:00:00Z",
        "bob@example.com: expired, until 2022-06-17T11:30:43Z",
        "carol@example.com: pending",
    ];
    assert_eq!(job.text().lines().collect::<Vec<_>>(), lines);
    assert_eq!(job.requests.len(), 2);
}
