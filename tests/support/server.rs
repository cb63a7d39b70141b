//! A real HTTP/1.1 server on loopback whose bytes are all decided by the test.
//!
//! It follows a script of [`Answer`]s, which may contain faults, and records the [`Request`]s that arrive. It
//! runs on its own thread, on a port that the system chooses, until it is dropped. It never retries,
//! redirects, compresses or sends anything that is not in the script.

mod answer;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener as Listener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, duplex};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::sleep;

use answer::End;
pub use answer::{Answer, Cut};

/// A running server.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    log: Arc<Mutex<Log>>,
    stop: Option<DuplexStream>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Log {
    requests: Vec<Request>,
    connections: usize,
}

impl Server {
    /// Starts a server that follows a script.
    pub fn start(script: impl Script) -> Self {
        Self::start_at(0, script)
    }

    /// Starts a server on a port; 0 means any free port.
    pub fn start_at(port: u16, script: impl Script) -> Self {
        let listener = Listener::bind((Ipv4Addr::LOCALHOST, port)).expect("a free port");
        listener.set_nonblocking(true).expect("a listener that does not block");
        let address = listener.local_addr().expect("an address");
        let log = Arc::<Mutex<Log>>::default();
        // The thread stops when the other end of this pipe is dropped.
        let (stop, mut stopped) = duplex(1);
        let house = House { script: Arc::new(Mutex::new(Box::new(script))), log: log.clone() };
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async move {
                tokio::select! {
                    _ = stopped.read_u8() => {}
                    () = house.open(listener) => {}
                }
            });
        });
        Self { address, log, stop: Some(stop), thread: Some(thread) }
    }

    /// The URL, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port that the system chose.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The complete requests, in order.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.log).requests.clone()
    }

    /// The number of complete requests.
    pub fn count(&self) -> usize {
        lock(&self.log).requests.len()
    }

    /// The number of connections.
    pub fn connections(&self) -> usize {
        lock(&self.log).connections
    }
}

/// Closes all connections and releases the port before it returns.
impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A port that refuses connections for as long as this lives.
#[derive(Debug)]
pub struct Nobody(TcpSocket);

impl Nobody {
    /// Holds a port without listening on it.
    pub fn home() -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind((Ipv4Addr::LOCALHOST, 0).into()).expect("a free port");
        Self(socket)
    }

    /// The URL of the port.
    pub fn url(&self) -> String {
        format!("http://{}", self.0.local_addr().expect("an address"))
    }
}

/// A request that arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path and the query, unchanged.
    pub path_and_query: String,
    /// The headers, unchanged.
    pub headers: Vec<(String, String)>,
    /// The body, with chunks joined.
    pub body: Vec<u8>,
    /// The moment when its last byte was read.
    pub at: Instant,
}

impl Request {
    /// The value of a header, ignoring the case of its name; the first one if there are several.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.as_str())
    }

    /// The body as JSON; `null` if there is none.
    pub fn json(&self) -> Value {
        match self.body.as_slice() {
            [] => Value::Null,
            body => serde_json::from_slice(body).expect("a JSON body"),
        }
    }
}

/// The script of a server.
pub trait Script: Send + 'static {
    /// The answer to a request.
    fn answer(&mut self, request: &Request) -> Answer;
}

/// The same answer for all requests.
impl Script for Answer {
    fn answer(&mut self, _: &Request) -> Answer {
        self.clone()
    }
}

/// One answer for each request, in order. Extra requests get a special status.
impl Script for Vec<Answer> {
    fn answer(&mut self, _: &Request) -> Answer {
        if self.is_empty() {
            return Answer::new(599).body("text/plain", "the script of the test is over");
        }
        self.remove(0)
    }
}

impl<F: FnMut(&Request) -> Answer + Send + 'static> Script for F {
    fn answer(&mut self, request: &Request) -> Answer {
        self(request)
    }
}

/// The state that connections share.
#[derive(Clone)]
struct House {
    script: Arc<Mutex<Box<dyn Script>>>,
    log: Arc<Mutex<Log>>,
}

impl House {
    async fn open(self, listener: Listener) {
        let listener = TcpListener::from_std(listener).expect("a listener");
        while let Ok((stream, _)) = listener.accept().await {
            lock(&self.log).connections += 1;
            let house = self.clone();
            // A client that hangs up in the middle is the test's business, not the server's.
            tokio::spawn(async move { house.serve(stream).await.unwrap_or_default() });
        }
    }

    async fn serve(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = BufReader::new(stream);
        loop {
            let request = read(&mut stream).await?;
            let is_last = request.header("connection").is_some_and(|value| value == "close");
            lock(&self.log).requests.push(request.clone());
            let answer = lock(&self.script).answer(&request);
            let bytes = answer.bytes();
            wait(answer.delay).await;
            let (first, bytes) = bytes.split_at(answer.first_bytes(&bytes));
            if let Some((_, pause)) = answer.break_after {
                stream.write_all(first).await?;
                stream.flush().await?;
                wait(pause).await;
            }
            let (size, pause) = answer.pace.unwrap_or((usize::MAX, Duration::ZERO));
            for piece in bytes.chunks(size) {
                stream.write_all(piece).await?;
                stream.flush().await?;
                wait(pause).await;
            }
            match answer.end {
                End::Keep if !is_last => {}
                End::Keep | End::Close => return stream.shutdown().await,
                End::Reset => return stream.get_ref().set_zero_linger(),
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads one request.
async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Request> {
    let first = line(stream).await?;
    let mut words = first.split(' ').map(str::to_owned);
    let mut word = || words.next().ok_or(io::ErrorKind::InvalidData);
    let mut request = Request {
        method: word()?,
        path_and_query: word()?,
        headers: Vec::new(),
        body: Vec::new(),
        at: Instant::now(),
    };
    while let Some((name, value)) = line(stream).await?.split_once(':') {
        request.headers.push((name.to_owned(), value.trim().to_owned()));
    }
    if request.header("transfer-encoding") == Some("chunked") {
        loop {
            let size = line(stream).await?;
            let size = usize::from_str_radix(&size, 16).map_err(io::Error::other)?;
            request.body.extend(exactly(stream, size).await?);
            line(stream).await?;
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = request.header("content-length") {
        request.body = exactly(stream, length.parse().map_err(io::Error::other)?).await?;
    }
    request.at = Instant::now();
    Ok(request)
}

async fn exactly(stream: &mut BufReader<TcpStream>, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

async fn line(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut bytes = Vec::new();
    stream.read_until(b'\n', &mut bytes).await?;
    if bytes.pop() != Some(b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

/// Sleeps, unless the time is zero, because tokio's shortest sleep is a millisecond or two.
async fn wait(time: Duration) {
    if !time.is_zero() {
        sleep(time).await;
    }
}
