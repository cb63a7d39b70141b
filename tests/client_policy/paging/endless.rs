//! Endless lists: each becomes an error that says why.

use guestlist_runtime::{Error, PageError, Paging};
use guestlist_tests::server::{Answer, Request, Server};

use super::users;
use crate::calling::{Setup, invites, v2};

/// A page of so many invites, and the token of the next page.
fn page(ids: &[usize], next: &str) -> Answer {
    let ids: Vec<String> = ids.iter().map(|id| format!(r#"{{"identity": "{id}"}}"#)).collect();
    Answer::json(200, format!(r#"{{"invites": [{}], "next_page_token": "{next}"}}"#, ids.join(",")))
}

/// A server that would go on for ever, how many requests it may see at most, and what the error
/// says.
type Endless = (&'static str, Box<dyn FnMut(usize) -> Answer + Send>, usize, &'static str);

/// Reads a list that has no end. The items that come before the error are counted.
async fn read_on<T, E>(mut list: Paging<'_, T, E>) -> (usize, Option<PageError<E>>) {
    let mut items = 0;
    while let Some(item) = list.next().await {
        match item {
            Ok(_) => items += 1,
            Err(error) => {
                assert!(list.next().await.is_none());
                return (items, Some(error));
            }
        }
    }
    (items, None)
}

#[tokio::test]
async fn a_list_paged_by_token_that_has_no_end_is_an_error_that_says_why() {
    let rows: Vec<Endless> = vec![
        ("a cycle of two", Box::new(|n| page(&[n], ["a", "b"][n % 2])), 3, "token"),
        ("a cycle of three", Box::new(|n| page(&[n], ["a", "b", "c"][n % 3])), 4, "token"),
        (
            "a cycle that is met late",
            Box::new(|n| page(&[n], &n.min(15 + n % 7).to_string())),
            40,
            "token",
        ),
        ("empty pages in a cycle", Box::new(|n| page(&[], ["a", "b"][n % 2])), 3, "token"),
        ("empty pages with ever new tokens", Box::new(|n| page(&[], &n.to_string())), 12, "empty"),
        (
            "empty pages after a full one",
            Box::new(|n| page([[1, 2].as_slice(), &[]][n.min(1)], &n.to_string())),
            13,
            "empty",
        ),
        ("pages in a cycle", Box::new(|n| page(&[n % 2, 7], &n.to_string())), 4, "page"),
        (
            "pages in a cycle with empty ones",
            Box::new(|n| page([[1, 2].as_slice(), &[], &[3]][n % 3], &n.to_string())),
            6,
            "page",
        ),
        (
            "shuffled pages",
            Box::new(|n| page(&[[1, 2, 3], [3, 1, 2], [2, 3, 1]][n % 3], &n.to_string())),
            3,
            "page",
        ),
    ];
    for (place, mut answer, most, says) in rows {
        let mut count = 0;
        let server = Server::start(move |_: &Request| {
            count += 1;
            answer(count - 1)
        });
        let client = invites(&Setup::new(server.url()));
        let (items, error) = read_on(client.list_invites().stream()).await;
        let error = error.expect(place);
        assert!(server.count() <= most, "{place}: {} requests", server.count());
        let text = error.to_string();
        assert!(text.contains("the list has no end") && text.contains(says), "{place}: {text}");
        assert!(matches!(error.error(), Error::EndlessList(_)), "{place}: {error:?}");
        assert!(!error.error().is_retryable() && error.error().response().is_none(), "{place}");
        assert!(error.page() >= server.count(), "{place}: {error}");
        assert!(items > 0 || place.contains("empty"), "{place}");
    }
}

#[tokio::test]
async fn a_list_paged_by_number_that_has_no_end_is_an_error_that_says_why() {
    let total = |ids: std::ops::Range<usize>, total: usize| users(ids, Some(total as i64));
    let rows: Vec<Endless> = vec![
        ("pages in a cycle", Box::new(|n| users(n % 2 * 2..n % 2 * 2 + 2, None)), 3, "page"),
        (
            "pages in a cycle of five",
            Box::new(move |n| total(n % 5 * 2..n % 5 * 2 + 2, 999_999)),
            6,
            "page",
        ),
        (
            "a total that grows with what is read",
            Box::new(move |n| total(2 * n..2 * n + 2, 2 * n + 9)),
            102,
            "total",
        ),
        (
            "a total that grows faster",
            Box::new(move |n| total(2 * n..2 * n + 2, 3 * n + 9)),
            102,
            "total",
        ),
        (
            "a total that grows from time to time",
            Box::new(move |n| total(n..n + 1, n + 7 - n % 3)),
            210,
            "total",
        ),
        (
            "a total that goes back and forth",
            Box::new(move |n| total(n..n + 1, n + 2 + n % 2)),
            110,
            "total",
        ),
    ];
    for (place, mut answer, most, says) in rows {
        let mut count = 0;
        let server = Server::start(move |_: &Request| {
            count += 1;
            answer(count - 1)
        });
        let client = v2(&Setup::new(server.url()));
        let (_, error) = read_on(client.list_users().page_size(2).stream()).await;
        let error = error.expect(place);
        assert!(server.count() <= most, "{place}: {} requests", server.count());
        let text = error.to_string();
        assert!(text.contains("the list has no end") && text.contains(says), "{place}: {text}");
    }
}

/// What looks a little like a list without end, and is none.
#[tokio::test]
async fn a_list_that_is_only_odd_ends_well() {
    // Ten empty pages in a row, and as many again.
    let gap = |n: usize| n % 11 != 10;
    let server = Server::start({
        let mut count = 0;
        move |_: &Request| {
            count += 1;
            let ids: &[usize] = if gap(count - 1) { &[] } else { &[count] };
            page(ids, &if count == 33 { String::new() } else { count.to_string() })
        }
    });
    let client = invites(&Setup::new(server.url()));
    assert_eq!(client.list_invites().stream().all().await.unwrap().len(), 3);

    // A list that grows while it is read, though not as fast.
    let server = Server::start({
        let mut count = 0;
        move |_: &Request| {
            count += 1;
            let (from, total) = (2 * (count - 1), 300 + count);
            users(from..(from + 2).min(total), Some(total as i64))
        }
    });
    let client = v2(&Setup::new(server.url()));
    assert_eq!(client.list_users().page_size(2).stream().all().await.unwrap().len(), 600);

    // The same people on pages that overlap, as in a list that changes.
    let server = Server::start(vec![page(&[1, 2], "a"), page(&[2, 3], "b"), page(&[3, 1], "")]);
    let client = invites(&Setup::new(server.url()));
    assert_eq!(client.list_invites().stream().all().await.unwrap().len(), 6);
}
