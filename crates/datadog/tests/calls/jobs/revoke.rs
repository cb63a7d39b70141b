//! The program that revokes an invitation.

use guestlist_tests::programs::job;
use guestlist_tests::server::Answer;
use serde_json::{Value, json};

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
