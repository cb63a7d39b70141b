//! An API that responds with the examples of its description, and with one change to each.

use guestlist_datadog::v2::{Client, mock};
use guestlist_runtime::mock::Examples;
use guestlist_runtime::{Error, Json, Retry, decode};

use crate::recordings::new_user;

fn client(api: &Examples) -> Client {
    let builder = Client::builder().api_key("key").application_key("key");
    builder.transport(api.clone()).retry(Retry::never()).build().unwrap()
}

#[tokio::test]
async fn a_call_gets_the_success_that_is_shown() {
    let api = Examples::of(mock::EXAMPLES);
    let users = client(&api).list_users().send().await.unwrap();
    let shown = mock::EXAMPLES.iter().find(|one| one.operation() == "list_users").unwrap();
    assert_eq!(users.body(), shown.body());
    assert_eq!((users.status().as_u16(), shown.status()), (200, 200));
    assert_eq!(api.changes(), [""; 0]);
}

#[tokio::test]
async fn an_error_that_is_shown_can_be_asked_for() {
    let api = Examples::of(mock::EXAMPLES).status("get_user", 404);
    let error = client(&api).get_user().user_id("nobody").send().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(matches!(error, Error::ErrorResponse(_)), "{error}");
}

#[tokio::test]
async fn a_value_can_be_replaced_by_another() {
    let pointer = "/data/0/attributes/name";
    let api = Examples::of(mock::EXAMPLES).replaced("list_users", pointer, &None::<String>);
    let users = client(&api).list_users().send().await.unwrap();
    let first = &users.data.as_ref().unwrap()[0];
    assert!(first.attributes.as_ref().unwrap().name.is_null());
    assert_eq!(api.changes(), [format!("list_users: {pointer} is null")]);
}

/// The place of a change, as errors write it: of `get_invitation: /data/0/id is null` it is `data[0].id`.
fn place(change: &str) -> String {
    let pointer = change.split(' ').nth(1).and_then(|word| word.strip_prefix('/'));
    let steps = pointer.unwrap_or_default().split('/').filter(|step| !step.is_empty());
    steps.fold(String::new(), |path, step| match (step.parse::<usize>(), path.as_str()) {
        (Ok(index), _) => format!("{path}[{index}]"),
        (_, "") => step.to_owned(),
        _ => format!("{path}.{step}"),
    })
}

/// What a program has to bear: any one value may be null, missing, of another type or unknown. Each change comes
/// through, or the error says at which place it does not fit.
#[tokio::test]
async fn each_change_comes_through_or_is_refused_at_its_place() {
    let (mut seen, mut refused, mut kept) = (Vec::new(), 0, 0);
    for seed in 0.. {
        let api = Examples::of(mock::EXAMPLES).mutated(seed);
        let result = client(&api).get_invitation().user_invitation_uuid("1").send().await;
        let change = api.changes().remove(0);
        if seen.contains(&change) {
            assert_eq!(seen.first(), Some(&change));
            break;
        }
        match result {
            Ok(_) => kept += 1,
            Err(Error::InvalidResponsePayload(_, error)) => {
                refused += 1;
                let place = place(&change);
                assert!(error.path().starts_with(&place), "{change}: {error}");
            }
            Err(error) => panic!("{change}: {error}"),
        }
        seen.push(change);
    }
    assert!(refused > 5 && kept > 20, "{refused} refused, {kept} kept");
}

#[test]
fn the_same_seed_makes_the_same_change() {
    let bodies = |seed| async move {
        let api = Examples::of(mock::EXAMPLES).mutated(seed);
        let sent = client(&api).create_user().body(new_user()).send().await;
        (api.changes(), sent.map(|user| user.body().to_owned()).map_err(|error| error.to_string()))
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let all = |seed| runtime.block_on(bodies(seed));
    assert_eq!(all(7), all(7));
    assert_ne!(all(7), all(8));
}

#[tokio::test]
async fn what_is_not_shown_is_said() {
    let api = Examples::of(&[]);
    let error = client(&api).list_users().send().await.unwrap_err();
    assert!(
        error.to_string().contains("the description shows no success of list_users"),
        "{error}"
    );
}

#[test]
#[should_panic(expected = "get_user is shown with [200, 403, 404, 429], and not with 418")]
fn a_status_that_is_not_shown_is_a_mistake_of_the_test() {
    let _ = Examples::of(mock::EXAMPLES).status("get_user", 418);
}

#[test]
#[should_panic(expected = "no body that is shown of get_user has \"/data/nickname\"")]
fn a_place_that_is_not_there_is_a_mistake_of_the_test() {
    let _ = Examples::of(mock::EXAMPLES).replaced("get_user", "/data/nickname", &1);
}

/// All bodies are JSON, and there are some.
#[test]
fn the_examples_are_json() {
    for examples in [guestlist_datadog::v1::mock::EXAMPLES, mock::EXAMPLES] {
        assert!(!examples.is_empty());
        for one in examples.iter().filter(|one| !one.body().is_empty()) {
            decode::<Json>(one.body().as_bytes()).unwrap();
        }
    }
}
