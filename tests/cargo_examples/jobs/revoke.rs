//! The programs that revoke an invitation.

use guestlist_tests::server::Answer;
use serde_json::{Value, json};

use super::job;

fn answer(body: &Value) -> Answer {
    Answer::json(200, body.to_string())
}

const USERS: &str =
    "GET /api/v2/users?filter=ada%40example.com&filter%5Bstatus%5D=Pending&page%5Bsize%5D=100";
const NOTHING: &str = "nothing is pending for ada@example.com";

#[test]
fn invitations_of_a_user_and_to_dashboards_are_cancelled() {
    let users = json!({"data": [
        {"type": "users", "id": "eve", "attributes": {"email": "ada@example.com.net"}},
        {"type": "users", "id": "ada", "attributes": {"email": "x@example.com",
            "handle": "Ada@Example.com", "name": null}}]});
    let script = vec![answer(&users), Answer::new(204), Answer::new(204)];
    let job = job("datadog_revoke", &["ada@example.com", "token"], script);
    let calls = [
        USERS,
        "DELETE /api/v2/users/ada/invitations",
        "DELETE /api/v1/dashboard/public/token/invitation",
    ];
    assert_eq!(job.asked(), calls);
    let body = json!({"data": {"attributes": {"email": "ada@example.com"},
        "type": "public_dashboard_invitation"}});
    assert_eq!(job.requests[2].json(), body);
    assert_eq!(job.text().lines().count(), 2);
}

#[test]
fn a_user_to_whom_nothing_is_pending_is_no_error() {
    let gone = || Answer::json(404, r#"{"errors":["Not Found"]}"#);
    let ada = json!({"data": [
        {"type": "users", "id": "ada", "attributes": {"email": "ada@example.com"}}]});
    for (users, calls) in [(json!({"data": []}), 2), (ada, 3)] {
        let script = vec![answer(&users), gone(), gone()];
        let job = job("datadog_revoke", &["ada@example.com", "token"], script);
        assert_eq!(job.requests.len(), calls);
        assert_eq!(job.text().trim(), NOTHING);
    }
    let refused = vec![Answer::json(403, r#"{"errors":["Forbidden"]}"#)];
    job("datadog_revoke", &["ada@example.com"], refused).error();
}

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
