//! `invite`: whoever is a user already, nobody is created or mailed twice.

use guestlist_tests::programs::{Job, job};
use guestlist_tests::server::{Answer, Cut};
use serde_json::{Value, json};

const MAKE: &str = "POST /api/v2/users";
const FIND: &str = "GET /api/v2/users?filter=ada%40example.com&page%5Bsize%5D=100";
const MAIL: &str = "POST /api/v2/user_invitations";
const CHANGE: &str = "PATCH /api/v2/users/ada";

fn taken() -> Answer {
    Answer::json(409, r#"{"errors":["User ada@example.com already exists"]}"#)
}

fn sent() -> Answer {
    Answer::json(201, r#"{"data":[]}"#)
}

fn user(id: &str, attributes: Value) -> Value {
    json!({"id": id, "type": "users", "attributes": attributes})
}

fn one(status: u16, user: Value) -> Answer {
    Answer::json(status, json!({"data": user}).to_string())
}

fn found(users: &[Value]) -> Answer {
    Answer::json(200, json!({"data": users}).to_string())
}

fn roles(roles: &[(&str, &str)]) -> Answer {
    let role = |(id, name)| json!({"type": "roles", "id": id, "attributes": {"name": name}});
    let roles: Vec<Value> = roles.iter().copied().map(role).collect();
    Answer::json(200, json!({"data": roles}).to_string())
}

fn invite(script: Vec<Answer>) -> Job {
    job("invite", &["ada@example.com", "Ada"], script)
}

/// Whom the last request invites.
fn invited(job: &Job) -> Value {
    job.requests.last().unwrap().json()["data"][0]["relationships"]["user"]["data"]["id"].clone()
}

#[test]
fn a_new_user_is_made_and_invited() {
    let job = invite(vec![one(201, user("ada", json!({"status": "Pending"}))), sent()]);

    assert_eq!(job.asked(), [MAKE, MAIL]);
    assert_eq!(job.text().trim(), "invited ada@example.com, who is the user ada");
    assert_eq!(invited(&job), "ada");
    let made = job.requests[0].json();
    assert_eq!(made["data"]["attributes"], json!({"email": "ada@example.com", "name": "Ada"}));
}

#[test]
fn a_user_who_is_there_already_is_found_by_email_or_by_handle_and_invited() {
    let near =
        user("eve", json!({"email": "ada@example.com.net", "handle": "ada@example.com.net"}));
    for attributes in [
        json!({"email": "Ada@Example.com", "handle": "somebody", "status": "Pending"}),
        json!({"email": "ada@example.org", "handle": "ada@example.com", "status": "Pending"}),
        json!({"handle": "ADA@example.com", "name": null, "last_login_time": null}),
    ] {
        let job = invite(vec![taken(), found(&[near.clone(), user("ada", attributes)]), sent()]);
        assert_eq!(job.asked(), [MAKE, FIND, MAIL]);
        assert_eq!(invited(&job), "ada");
        job.text();
    }
}

#[test]
fn a_user_who_has_logged_in_is_mailed_nothing() {
    for attributes in [
        json!({"email": "ada@example.com", "status": "Active"}),
        json!({"email": "ada@example.com", "last_login_time": "2026-03-18T20:27:30.426144+00:00"}),
    ] {
        let job = invite(vec![taken(), found(&[user("ada", attributes)])]);
        assert_eq!(job.asked(), [MAKE, FIND]);
        assert!(job.text().contains("there is nothing to accept"));
    }
}

#[test]
fn a_disabled_user_is_enabled_and_mailed_only_where_they_never_logged_in() {
    let disabled = |login: Value| {
        let attributes = json!({"email": "ada@example.com", "disabled": true, "status": "Disabled",
            "last_login_time": login});
        found(&[user("ada", attributes)])
    };
    let enabled =
        |status: &str| one(200, user("ada", json!({"email": "ada@example.com", "status": status})));
    let job = invite(vec![taken(), disabled(json!(null)), enabled("Pending"), sent()]);
    assert_eq!(job.asked(), [MAKE, FIND, CHANGE, MAIL]);
    let change = json!({"data": {"id": "ada", "type": "users", "attributes": {"disabled": false}}});
    assert_eq!(job.requests[2].json(), change);
    assert!(job.text().starts_with("enabled the user ada\ninvited ada@example.com"));

    let login = json!("2019-09-19T10:00:00.000Z");
    let job = invite(vec![taken(), disabled(login), enabled("Active")]);
    assert_eq!(job.asked(), [MAKE, FIND, CHANGE]);
    assert!(job.text().contains("there is nothing to accept"));
}

#[test]
fn an_address_that_leads_to_no_user_or_to_two_is_an_error_and_nobody_is_mailed() {
    let ada = user("ada", json!({"email": "ada@example.com"}));
    let eve = user("eve", json!({"email": "eve@example.com", "handle": "ada@example.com"}));
    let job = invite(vec![taken(), found(&[])]);
    assert_eq!(job.asked(), [MAKE, FIND]);
    assert!(job.error().contains("no user has it"));

    let job = invite(vec![taken(), found(&[ada, eve])]);
    assert_eq!(job.asked(), [MAKE, FIND]);
    assert!(job.error().contains("several users"));
}

const ROLE: &str = "GET /api/v2/roles?filter=Read&page%5Bsize%5D=100";

fn invite_to_read(script: Vec<Answer>) -> Job {
    job("invite", &["ada@example.com", "Ada", "Read"], script)
}

#[test]
fn a_role_is_found_by_its_whole_name() {
    let listed = || roles(&[("r1", "Read Only"), ("r2", "Read"), ("r3", "read")]);
    let ada = user("ada", json!({"status": "Pending"}));
    let job = invite_to_read(vec![listed(), one(201, ada.clone()), sent()]);
    assert_eq!(job.asked(), [ROLE, MAKE, MAIL]);
    let role = json!({"roles": {"data": [{"type": "roles", "id": "r2"}]}});
    let given = job.requests[1].json()["data"]["relationships"].clone();
    assert_eq!(given["roles"]["data"][0]["id"], role["roles"]["data"][0]["id"]);
    job.text();
}

#[test]
fn a_user_who_is_there_already_is_given_the_roles_that_they_lack() {
    let give = "POST /api/v2/roles/r2/users";
    for (given, is_missing) in [(json!([]), true), (json!([{"type": "roles", "id": "r2"}]), false)]
    {
        let mut ada = user("ada", json!({"email": "ada@example.com", "status": "Active"}));
        ada["relationships"] = json!({"roles": {"data": given}});
        let mut script = vec![roles(&[("r2", "Read")]), taken(), found(&[ada])];
        script.extend(is_missing.then(|| found(&[])));
        let job = invite_to_read(script);
        let all = [ROLE, MAKE, FIND, give];
        assert_eq!(job.asked(), all[..if is_missing { 4 } else { 3 }]);
        job.text();
        if is_missing {
            let body = json!({"data": {"id": "ada", "type": "users"}});
            assert_eq!(job.requests[3].json(), body);
        }
    }
}

#[test]
fn a_role_that_is_not_there_or_there_twice_is_an_error_before_anything_is_changed() {
    let job = invite_to_read(vec![roles(&[("r1", "Read Only")])]);
    assert_eq!(job.asked(), [ROLE]);
    assert!(job.error().contains("there is no role named Read"));

    let job = invite_to_read(vec![roles(&[("r1", "Read"), ("r2", "Read")])]);
    assert_eq!(job.asked(), [ROLE]);
    assert!(job.error().contains("several roles are named Read: r1, r2"));
}

#[test]
fn an_invitation_that_may_have_been_heard_is_sent_once() {
    let made = || one(201, user("ada", json!({"status": "Pending"})));
    for fault in [Answer::html(502, "<h1>Bad Gateway</h1>"), sent().cut(Cut::BeforeHead)] {
        let job = invite(vec![made(), fault, sent()]);
        assert_eq!(job.asked(), [MAKE, MAIL]);
        assert!(job.error().contains("ada@example.com is the user ada, but not invited"));
    }
}
