//! Calls per second on loopback: our client, and the same by hand with reqwest and derived models.
//!
//! `cargo bench -p guestlist-benches --bench calls` prints the table of `README.md`, and with `-- invitation`
//! only the rows whose name contains that.

#![allow(clippy::expect_used, reason = "a benchmark of nothing is worse than none")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use futures_util::future::join_all;
use guestlist_benches::derived;
use guestlist_benches::payloads::Shape;
use guestlist_benches::rounds::interleaved;
use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::{
    RelationshipToUser, RelationshipToUserData, UserInvitationData, UserInvitationRelationships,
    UserInvitationsRequest,
};
use serde::{Deserialize, Serialize};
use tokio::runtime::Runtime;

/// How many calls are under way at once: one alone would measure how long threads take to wake up.
const AT_ONCE: usize = 16;

/// How often each way has its turn.
const ROUNDS: usize = 301;

const ID: &str = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";

fn main() {
    let is_trial = !std::env::args().any(|one| one == "--bench");
    let rounds = if is_trial { 1 } else { ROUNDS };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    println!("| calls per second | guestlist | by hand | ratio |\n|---|---|---|---|");
    let wanted = std::env::args().skip(1).find(|one| !one.starts_with('-'));
    let is_wanted =
        |name: &str| wanted.as_ref().is_none_or(|wanted| name.contains(wanted.as_str()));
    for (name, elements) in [("list 10 users", 10), ("list 100 users", 100)] {
        if !is_wanted(name) {
            continue;
        }
        let server = serve(Shape::V2Page.body(elements));
        compare(name, rounds, &list(&runtime, server), &list_by_hand(&runtime, server));
    }
    if is_wanted("send an invitation") {
        let server = serve("{\"data\":[]}".to_owned());
        let (ours, theirs) = (invite(&runtime, server), invite_by_hand(&runtime, server));
        compare("send an invitation", rounds, &ours, &theirs);
    }
}

fn compare<'a>(name: &str, rounds: usize, ours: &'a (dyn Fn() + 'a), theirs: &'a (dyn Fn() + 'a)) {
    let works: [&dyn Fn(); 2] = [ours, theirs];
    let times = interleaved(&works, rounds);
    println!(
        "| {name} | {:.0} | {:.0} | {:.2} |",
        AT_ONCE as f64 / times[0],
        AT_ONCE as f64 / times[1],
        times[1] / times[0]
    );
}

fn client(server: SocketAddr) -> Client {
    let builder = Client::builder().api_key("key").application_key("key");
    builder.base_url(format!("http://{server}")).build().expect("a client")
}

/// Makes a call so many times at once.
fn at_once<F: Future<Output = ()>>(runtime: &Runtime, call: impl Fn() -> F) {
    runtime.block_on(join_all((0..AT_ONCE).map(|_| call())));
}

/// What people make when they mind that a server may not answer.
fn http() -> reqwest::Client {
    let builder =
        reqwest::Client::builder().user_agent("by-hand/1").timeout(Duration::from_secs(30));
    builder.build().expect("a client")
}

fn list(runtime: &Runtime, server: SocketAddr) -> impl Fn() {
    let client = client(server);
    move || {
        at_once(runtime, || async {
            let page = client.list_users().page_size(100).send().await.expect("a page");
            assert!(page.data.as_ref().is_some_and(|users| !users.is_empty()));
        });
    }
}

fn list_by_hand(runtime: &Runtime, server: SocketAddr) -> impl Fn() {
    let client = http();
    move || {
        at_once(runtime, || async {
            let call = client.get(format!("http://{server}/api/v2/users?page%5Bsize%5D=100"));
            let call = call.header("dd-api-key", "key").header("dd-application-key", "key");
            let answer = call.header("accept", "application/json").send().await.expect("an answer");
            let answer = answer.error_for_status().expect("a success");
            let page: derived::Page = answer.json().await.expect("a page");
            assert!(!page.data.is_empty());
        });
    }
}

fn invite(runtime: &Runtime, server: SocketAddr) -> impl Fn() {
    let client = client(server);
    move || {
        at_once(runtime, || async {
            let user = RelationshipToUser::new(RelationshipToUserData::new(ID));
            let invitation = UserInvitationData::new(UserInvitationRelationships::new(user));
            let body = UserInvitationsRequest::new([invitation]);
            client.send_invitations().body(body).send().await.expect("a success");
        });
    }
}

#[derive(Serialize)]
struct Invitations<'a> {
    data: [Invitation<'a>; 1],
}

#[derive(Serialize)]
struct Invitation<'a> {
    r#type: &'a str,
    relationships: Relationships<'a>,
}

#[derive(Serialize)]
struct Relationships<'a> {
    user: To<'a>,
}

#[derive(Serialize)]
struct To<'a> {
    data: Id<'a>,
}

#[derive(Serialize)]
struct Id<'a> {
    r#type: &'a str,
    id: &'a str,
}

#[derive(Deserialize)]
struct Sent {
    data: Vec<serde_json::Value>,
}

fn invite_by_hand(runtime: &Runtime, server: SocketAddr) -> impl Fn() {
    let client = http();
    move || {
        at_once(runtime, || async {
            let user = To { data: Id { r#type: "users", id: ID } };
            let invitation =
                Invitation { r#type: "user_invitations", relationships: Relationships { user } };
            let call = client.post(format!("http://{server}/api/v2/user_invitations"));
            let call = call.header("dd-api-key", "key").header("dd-application-key", "key");
            let call = call.header("accept", "application/json");
            let call = call.json(&Invitations { data: [invitation] });
            let answer = call.send().await.expect("an answer");
            let answer = answer.error_for_status().expect("a success");
            assert!(answer.json::<Sent>().await.expect("invitations").data.is_empty());
        });
    }
}

/// A server that says the same to everybody, for as long as this process lives.
fn serve(body: String) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("an address");
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length:";
    let answer = format!("{head} {}\r\n\r\n{body}", body.len());
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let answer = answer.clone();
            std::thread::spawn(move || converse(connection, answer.as_bytes()));
        }
    });
    address
}

/// Answers each request of a connection, until it ends.
fn converse(mut connection: TcpStream, answer: &[u8]) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection.try_clone()?);
    let (mut line, mut length) = (String::new(), 0);
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        match line.trim_end().to_ascii_lowercase().split_once(": ") {
            Some(("content-length", value)) => length = value.parse().unwrap_or_default(),
            None if line == "\r\n" => {
                reader.read_exact(&mut vec![0; std::mem::take(&mut length)])?;
                connection.write_all(answer)?;
            }
            _ => {}
        }
    }
}
