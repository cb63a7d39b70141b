//! The program that revokes an invitation.

use guestlist_tests::programs::job;
use guestlist_tests::server::Answer;
use serde_json::{Value, json};

fn answer(body: &Value) -> Answer {
    Answer::json(200, body.to_string())
}

const NOTHING: &str = "nothing is pending for ada@example.com";

#[test]
fn invitations_to_a_project_are_withdrawn() {
    let invitation = |id: &str, email: &str| json!({"type": "site_invitation", "id": id, "attributes": {"email": email}});
    let all = json!({"data": [invitation("1", "ADA@example.com"),
        invitation("2", "bob@example.com"), invitation("3", "ada@example.com")]});
    let one = |id| answer(&json!({"data": invitation(id, "ada@example.com")}));
    let gone = || Answer::json(404, r#"{"data": []}"#);
    let (list, first, third) =
        ("GET /site-invitations", "DELETE /site-invitations/1", "DELETE /site-invitations/3");

    let job1 = job("datocms_revoke", &["ada@example.com"], vec![answer(&all), one("1"), gone()]);
    assert_eq!(job1.asked(), [list, first, third]);
    assert_eq!(job1.text().trim(), "withdrew the invitation 1 of ada@example.com");
    let none = vec![answer(&json!({"data": []}))];
    assert_eq!(job("datocms_revoke", &["ada@example.com"], none).text().trim(), NOTHING);
    let both = vec![answer(&all), gone(), gone()];
    assert_eq!(job("datocms_revoke", &["ada@example.com"], both).text().trim(), NOTHING);
}
