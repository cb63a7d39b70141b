//! Calls per second on loopback: ours, and the same by hand with reqwest and derived models.
//!
//! `cargo bench -p guestlist-benches --bench calls` prints the table of `README.md`.

#![allow(clippy::expect_used, reason = "a benchmark of nothing is worse than none")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};

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

/// How often each way has its turn.
const ROUNDS: usize = 121;

const ID: &str = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";

fn main() {
    let is_trial = !std::env::args().any(|one| one == "--bench");
    let rounds = if is_trial { 1 } else { ROUNDS };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    println!("| calls per second | guestlist | by hand | ratio |\n|---|---|---|---|");
    for (name, elements) in [("list 10 users", 10), ("list 100 users", 100)] {
        let server = serve(Shape::V2Page.body(elements));
        compare(name, rounds, &list(&runtime, server), &list_by_hand(&runtime, server));
    }
    let server = serve("{\"data\":[]}".to_owned());
    compare(
        "send an invitation",
        rounds,
        &invite(&runtime, server),
        &invite_by_hand(&runtime, server),
    );
}

fn compare<'a>(name: &str, rounds: usize, ours: &'a (dyn Fn() + 'a), theirs: &'a (dyn Fn() + 'a)) {
    let works: [&dyn Fn(); 2] = [ours, theirs];
    let times = interleaved(&works, rounds);
    println!(
        "| {name} | {:.0} | {:.0} | {:.2} |",
        1.0 / times[0],
        1.0 / times[1],
        times[1] / times[0]
    );
}

fn client(server: SocketAddr) -> Client {
    let builder = Client::builder().api_key("key").application_key("key");
    builder.base_url(format!("http://{server}")).build().expect("a client")
}

fn list(runtime: &Runtime, server: SocketAddr) -> impl Fn() {
    let client = client(server);
    move || {
        let page = runtime.block_on(client.list_users().page_size(100).send()).expect("a page");
        assert!(page.data.as_ref().is_some_and(|users| !users.is_empty()));
    }
}

fn list_by_hand(runtime: &Runtime, server: SocketAddr) -> impl Fn() {
    let client = reqwest::Client::new();
    move || {
        let call = client.get(format!("http://{server}/api/v2/users?page%5Bsize%5D=100"));
        let call = call.header("dd-api-key", "key").header("dd-application-key", "key");
        let call = call.header("accept", "application/json");
        let page: derived::Page = runtime.block_on(async {
            let answer = call.send().await.expect("an answer");
            let answer = answer.error_for_status().expect("a success");
            answer.json().await.expect("a page")
        });
        assert!(!page.data.is_empty());
    }
}

fn invite(runtime: &Runtime, server: SocketAddr) -> impl Fn() {
    let client = client(server);
    move || {
        let user = RelationshipToUser::new(RelationshipToUserData::new(ID));
        let invitation = UserInvitationData::new(UserInvitationRelationships::new(user));
        let body = UserInvitationsRequest::new([invitation]);
        runtime.block_on(client.send_invitations().body(body).send()).expect("a success");
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
    let client = reqwest::Client::new();
    move || {
        let user = To { data: Id { r#type: "users", id: ID } };
        let invitation =
            Invitation { r#type: "user_invitations", relationships: Relationships { user } };
        let call = client.post(format!("http://{server}/api/v2/user_invitations"));
        let call = call.header("dd-api-key", "key").header("dd-application-key", "key");
        let call = call.header("accept", "application/json");
        let call = call.json(&Invitations { data: [invitation] });
        let sent = runtime.block_on(async {
            let answer = call.send().await.expect("an answer");
            let answer = answer.error_for_status().expect("a success");
            answer.json::<Sent>().await.expect("invitations")
        });
        assert!(sent.data.is_empty());
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
