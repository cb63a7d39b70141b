//! Bodies that do not fit into memory, events as they arrive, and calls without sockets.
//!
//! `cargo bench -p guestlist-benches --bench streams` prints the table of `README.md`.

#![allow(clippy::expect_used, reason = "a benchmark of nothing is worse than none")]

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use guestlist_datatrails::models::{CreateInviteRequest, Invite};
use guestlist_party::Client;
use guestlist_party::runtime::{CallOptions, Upload};
use guestlist_runtime::mock::Mocks;
use tokio::runtime::Runtime;

const GIB: u64 = 1 << 30;

/// What is sent at once.
const PIECE: usize = 256 * 1024;

fn main() {
    let is_trial = !std::env::args().any(|one| one == "--bench");
    let (length, events, calls) =
        if is_trial { (GIB / 64, 10, 10) } else { (10 * GIB, 1_000, 1_000) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let server = serve(length, events);
    println!("| what | figure |\n|---|---|");
    mocked(&runtime, calls);
    delays(&runtime, server, events);
    download(&runtime, server, length);
    upload(&runtime, server, length);
}

fn client(server: SocketAddr) -> Client {
    let client = Client::builder().base_url(format!("http://{server}"));
    client.bearer("t").header_key("k").cookie_key("c").build().expect("a client")
}

/// Long enough for a stream that is measured.
fn patiently() -> CallOptions {
    CallOptions::new().timeout(Duration::from_secs(600))
}

/// Calls through mocks: nothing of them leaves the process.
fn mocked(runtime: &Runtime, calls: u32) {
    let mocks = Mocks::new();
    let invite = Invite::new().identity("invites/1");
    guestlist_datatrails::mock::create_invite(&mocks).responds(200, &invite);
    let client = guestlist_datatrails::Client::builder().bearer_token("t");
    let client = client.transport(mocks).build().expect("a client");
    let (sockets, started) = (open_sockets(), Instant::now());
    runtime.block_on(async {
        for _ in 0..calls {
            let call = client.create_invite().body(CreateInviteRequest::new("ada@example.com"));
            call.send().await.expect("a mocked call");
        }
    });
    let took = started.elapsed().as_secs_f64() * 1_000.0;
    let opened = open_sockets() - sockets;
    println!("| {calls} mocked calls | {took:.1} ms, {opened} sockets opened |");
}

/// How many sockets this process has open.
fn open_sockets() -> usize {
    let descriptors = fs::read_dir("/proc/self/fd").expect("the descriptors of this process");
    let targets = descriptors.filter_map(|one| fs::read_link(one.ok()?.path()).ok());
    targets.filter(|target| target.to_string_lossy().starts_with("socket:")).count()
}

/// From when an event was sent until it is there, and the same for the bytes that reqwest gives.
fn delays(runtime: &Runtime, server: SocketAddr, events: usize) {
    let raw = runtime.block_on(async {
        let response = reqwest::get(format!("http://{server}/streams/events")).await;
        let mut chunks = response.expect("a response").bytes_stream();
        let mut delays = Vec::new();
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.expect("a chunk");
            delays.push(delay(std::str::from_utf8(&chunk).expect("text")));
        }
        delays
    });
    let ours = runtime.block_on(async {
        let client = client(server);
        let call = client.watch_guests().options(patiently());
        let mut stream = call.send().await.expect("a stream").into_inner();
        let mut delays = Vec::new();
        while let Some(event) = stream.next().await {
            delays.push(delay(&event.expect("an event").data.name));
        }
        delays
    });
    assert_eq!((raw.len(), ours.len()), (events, events), "one chunk for each event");
    let (raw, ours) = (middle(raw), middle(ours));
    let (more, count) = (ours - raw, events);
    println!(
        "| {count} events, from the flush to the item: reqwest's chunk, ours, more (medians) | \
         {raw:.3} ms, {ours:.3} ms, {more:.3} ms |"
    );
}

/// The milliseconds since the time that a text has between `@`.
fn delay(text: &str) -> f64 {
    let sent: u128 = text.split('@').nth(1).and_then(|time| time.parse().ok()).expect("a time");
    (now() - sent) as f64 / 1e6
}

/// The nanoseconds of a clock that all threads share.
fn now() -> u128 {
    std::time::SystemTime::UNIX_EPOCH.elapsed().expect("a time after 1970").as_nanos()
}

fn middle(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn download(runtime: &Runtime, server: SocketAddr, length: u64) {
    let client = client(server);
    measured("download", length, || {
        runtime.block_on(async {
            let call = client.get_download().options(patiently());
            let mut film = call.send_stream().await.expect("a download").into_inner();
            let mut read = 0;
            while let Some(piece) = film.next().await {
                read += piece.expect("a piece").len() as u64;
            }
            assert_eq!(read, length);
        });
    });
}

/// A file with nothing in it, which takes no room on the disk.
fn upload(runtime: &Runtime, server: SocketAddr, length: u64) {
    let path = std::env::temp_dir().join(format!("guestlist-film-{}", std::process::id()));
    File::create(&path).and_then(|file| file.set_len(length)).expect("a sparse file");
    let client = client(server);
    measured("upload of a reader", length, || {
        runtime.block_on(async {
            let film = Upload::reader(tokio::fs::File::open(&path).await.expect("a file"));
            let call = client.put_film().body(film.length(length)).options(patiently());
            call.send().await.expect("an upload");
        });
    });
    measured("upload of a file", length, || {
        runtime.block_on(async {
            let film = Upload::open(&path).await.expect("a file");
            client.put_film().body(film).options(patiently()).send().await.expect("an upload");
        });
    });
    remove(&path);
}

/// Prints how much more memory a work took at its peak than before it, and how fast it was.
fn measured(name: &str, length: u64, work: impl FnOnce()) {
    begin_peak();
    let (before, started) = (status("VmRSS"), Instant::now());
    work();
    let (peak, took) = (status("VmHWM"), started.elapsed().as_secs_f64());
    let (gib, more) = (length as f64 / GIB as f64, peak.saturating_sub(before) as f64 / 1024.0);
    println!("| {name} of {gib:.2} GiB | {more:.1} MiB over the start, {:.2} GiB/s |", gib / took);
}

/// Makes the peak of memory that the kernel remembers begin again.
#[expect(clippy::disallowed_methods, reason = "a file of the kernel's")]
fn begin_peak() {
    fs::write("/proc/self/clear_refs", "5").expect("a peak that begins again");
}

#[expect(clippy::disallowed_methods, reason = "a file of the benchmark's own")]
fn remove(path: &std::path::Path) {
    fs::remove_file(path).expect("the file is there");
}

/// A line of the kernel's status of this process, in KiB.
fn status(name: &str) -> u64 {
    let text = fs::read_to_string("/proc/self/status").expect("the status of this process");
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).expect("a number")
}

/// A server that sends so many bytes, counts what it gets, and tells events with their times.
fn serve(length: u64, events: usize) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            thread::spawn(move || talk(connection, length, events));
        }
    });
    address
}

fn talk(mut connection: TcpStream, length: u64, events: usize) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut buffer = vec![0; PIECE];
    loop {
        let mut head = Vec::new();
        let end = loop {
            let read = connection.read(&mut buffer)?;
            if read == 0 {
                return Ok(());
            }
            head.extend_from_slice(&buffer[..read]);
            if let Some(at) = head.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
        };
        let text = String::from_utf8_lossy(&head[..end]).to_lowercase();
        if text.starts_with("put ") {
            let mut rest = length - (head.len() - end) as u64;
            while rest > 0 {
                rest -= connection.read(&mut buffer)? as u64;
            }
            connection.write_all(b"HTTP/1.1 204 No Content\r\n\r\n")?;
        } else if text.starts_with("get /streams/events ") {
            let head =
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
            connection.write_all(head.as_bytes())?;
            for _ in 0..events {
                thread::sleep(Duration::from_millis(2));
                let event = format!("data: {{\"name\":\"@{}@\"}}\n\n", now());
                connection.write_all(event.as_bytes())?;
            }
            return Ok(());
        } else {
            let kind = "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\n";
            connection.write_all(format!("{kind}content-length: {length}\r\n\r\n").as_bytes())?;
            let zeros = vec![0; PIECE];
            let mut rest = length;
            while rest > 0 {
                let piece = rest.min(PIECE as u64);
                connection.write_all(&zeros[..piece as usize])?;
                rest -= piece;
            }
        }
    }
}
