//! A real HTTP/2 server on loopback, without TLS, whose frames are all decided by the test.
//!
//! A script gives the frames that follow each complete request. The frames are those of RFC 9113, section 6;
//! a client must know beforehand that the server speaks HTTP/2. The server lives as long as the runtime of
//! the test.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const PREFACE: usize = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len();

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const PING: u8 = 6;

const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

/// A running server.
#[derive(Debug)]
pub struct Http2(SocketAddr);

/// A complete request.
#[derive(Debug)]
pub struct Request {
    /// The number of the connection that it arrived on, from 0.
    pub connection: usize,
    /// The id of its stream: 1, 3, 5 …
    pub stream: u32,
    /// Its body.
    pub body: Vec<u8>,
}

/// The reply to a request: frames, and perhaps the end of the connection.
#[derive(Debug, Default)]
pub struct Reply {
    frames: Vec<u8>,
    is_last: bool,
}

impl Reply {
    /// An empty reply.
    pub fn none() -> Self {
        Self::default()
    }

    /// A response with status 200 and a body.
    pub fn ok(self, stream: u32, body: &str) -> Self {
        self.head(stream).frame(DATA, END_STREAM, stream, body.as_bytes())
    }

    /// The headers of a response with status 200 (RFC 7541, appendix A, index 8), without a body yet.
    pub fn head(self, stream: u32) -> Self {
        self.frame(HEADERS, END_HEADERS, stream, &[0x88])
    }

    /// The end of a stream, with an error code (`RST_STREAM`).
    pub fn reset(self, stream: u32, code: u32) -> Self {
        self.frame(3, 0, stream, &code.to_be_bytes())
    }

    /// The notice that no stream above `last` was or will be processed (`GOAWAY`).
    pub fn go_away(self, last: u32, code: u32) -> Self {
        self.frame(7, 0, 0, &[last.to_be_bytes(), code.to_be_bytes()].concat())
    }

    /// The end of the connection, after these frames have arrived.
    #[must_use]
    pub fn close(self) -> Self {
        Self { is_last: true, ..self }
    }

    fn frame(mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Self {
        let length = u32::try_from(payload.len()).expect("a short frame").to_be_bytes();
        self.frames.extend_from_slice(&length[1..]);
        self.frames.extend([kind, flags]);
        self.frames.extend(stream.to_be_bytes());
        self.frames.extend_from_slice(payload);
        self
    }
}

type Script = Arc<Mutex<dyn FnMut(&Request) -> Reply + Send>>;

impl Http2 {
    /// Starts a server that replies by a script.
    pub async fn start(script: impl FnMut(&Request) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let script: Script = Arc::new(Mutex::new(script));
        tokio::spawn(async move {
            let mut connections = 0..;
            while let (Ok((stream, _)), Some(number)) =
                (listener.accept().await, connections.next())
            {
                let script = script.clone();
                tokio::spawn(
                    async move { serve(stream, number, &script).await.unwrap_or_default() },
                );
            }
        });
        Self(address)
    }

    /// The URL, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.0)
    }
}

async fn serve(mut stream: TcpStream, connection: usize, script: &Script) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.read_exact(&mut [0; PREFACE]).await?;
    stream.write_all(&Reply::none().frame(SETTINGS, 0, 0, &[]).frames).await?;
    let mut bodies = std::collections::BTreeMap::<u32, Vec<u8>>::new();
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let [a, b, c, kind, flags, ids @ ..] = head;
        let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
        stream.read_exact(&mut payload).await?;
        let id = u32::from_be_bytes(ids);
        let reply = match kind {
            SETTINGS if flags & ACK == 0 => Reply::none().frame(SETTINGS, ACK, 0, &[]),
            PING if flags & ACK == 0 => Reply::none().frame(PING, ACK, 0, &payload),
            DATA | HEADERS => {
                let body = bodies.entry(id).or_default();
                if kind == DATA {
                    body.extend_from_slice(&payload);
                }
                if flags & END_STREAM == 0 {
                    continue;
                }
                let body = bodies.remove(&id).unwrap_or_default();
                let request = Request { connection, stream: id, body };
                let mut script = script.lock().unwrap_or_else(PoisonError::into_inner);
                (*script)(&request)
            }
            _ => continue,
        };
        stream.write_all(&reply.frames).await?;
        if reply.is_last {
            // Remaining data is read and discarded, because a reset would drop data that the client has not
            // read yet.
            stream.shutdown().await?;
            while stream.read(&mut [0; 1024]).await? > 0 {}
            return Ok(());
        }
    }
}
