//! Transports that replace or wrap the HTTP client of a client.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use guestlist_party::Client;
use guestlist_party::runtime::reqwest::{self, Body};
use guestlist_party::runtime::{Attempt, Error, HttpService, Retry};
use guestlist_tests::server::{Answer, Cut, Nobody, Server};
use tower_service::Service;

use crate::streams::{all, events, name};

/// A service that answers from memory, and notes what it was asked.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<Asked>>>);

/// A URL, and which attempt of which call it was.
type Asked = (String, Option<Attempt>);

impl Service<http::Request<Body>> for Memory {
    type Response = http::Response<String>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let attempt = request.extensions().get::<Attempt>().copied();
        let mut asked = self.0.lock().unwrap();
        asked.push((request.uri().to_string(), attempt));
        let status = if asked.len() == 1 { 503 } else { 200 };
        let response = http::Response::builder().status(status);
        let response = response.header("content-type", "text/event-stream");
        std::future::ready(Ok(response.body("data: {\"name\":\"Ada\"}\n\n".to_owned()).unwrap()))
    }
}

#[tokio::test]
async fn a_transport_takes_the_place_of_the_network() {
    let memory = Memory::default();
    let retry = Retry::at_most(2).backoff(Duration::from_millis(1), Duration::from_millis(1));
    let builder = Client::builder().transport(memory.clone()).retry(retry);
    let client = builder.build().unwrap();
    let opened = client.watch_guests().send().await.unwrap().into_inner();
    assert_eq!(all(opened, name).await, ["message  Ada"]);
    let asked = memory.0.lock().unwrap().clone();
    let shown: Vec<_> = asked
        .iter()
        .map(|(url, attempt)| {
            let attempt = attempt.unwrap();
            (url.as_str(), attempt.operation(), attempt.route(), attempt.number())
        })
        .collect();
    let url = "https://party.example.com/streams/events";
    let expected =
        [(url, "watch_guests", "/streams/events", 1), (url, "watch_guests", "/streams/events", 2)];
    assert_eq!(shown, expected);
}

/// A layer that counts what passes it.
#[derive(Clone)]
struct Counted<S>(S, Arc<Mutex<u32>>);

impl<S, R> Service<R> for Counted<S>
where
    S: Service<R, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        *self.1.lock().unwrap() += 1;
        Box::pin(self.0.call(request))
    }
}

#[tokio::test]
async fn layers_are_around_the_http_client() {
    let count = Arc::new(Mutex::new(0));
    let server = Server::start(vec![Answer::new(503), events("data: {\"name\":\"Ada\"}\n\n")]);
    let retry = Retry::at_most(2).backoff(Duration::from_millis(1), Duration::from_millis(1));
    let counter = count.clone();
    let client = Client::builder()
        .base_url(server.url())
        .retry(retry)
        .layers(move |http: HttpService| Counted(http, counter.clone()))
        .build()
        .unwrap();
    let opened = client.watch_guests().send().await.unwrap().into_inner();
    assert_eq!(all(opened, name).await, ["message  Ada"]);
    assert_eq!((*count.lock().unwrap(), server.count()), (2, 2));
    // The errors of the HTTP client are told as without layers.
    let nobody = Nobody::home();
    let client = Client::builder()
        .base_url(nobody.url())
        .retry(Retry::never())
        .layers(|http: HttpService| Counted(http, Arc::default()))
        .build()
        .unwrap();
    let Error::CommunicationError(error) = client.watch_guests().send().await.unwrap_err() else {
        panic!("another error")
    };
    assert!(error.is_connect() && error.is_unprocessed());
}

/// A layer that tells errors in its own words, with theirs as the source.
#[derive(Clone)]
struct Telling(HttpService);

#[derive(Debug)]
struct Told(reqwest::Error);

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("nobody answers")
    }
}

impl std::error::Error for Told {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl Service<http::Request<Body>> for Telling {
    type Response = http::Response<Body>;
    type Error = Told;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Told>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Told>> {
        self.0.poll_ready(context).map_err(Told)
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let response = self.0.call(request);
        Box::pin(async { response.await.map_err(Told) })
    }
}

/// How far a request got is told by the sources of an error, however a layer tells it.
#[tokio::test]
async fn an_error_of_a_layer_is_known_by_its_sources() {
    let failed = async |url: String| {
        let builder = Client::builder().base_url(url).retry(Retry::never());
        let client = builder.layers(Telling).build().unwrap();
        match client.watch_guests().send().await.unwrap_err() {
            Error::CommunicationError(error) => error,
            error => panic!("{error}"),
        }
    };
    let error = failed(Nobody::home().url()).await;
    assert!(error.is_connect() && error.is_unprocessed(), "{error}");
    assert!(error.to_string().starts_with("no connection was made: "), "{error}");
    assert!(std::error::Error::source(&error).unwrap().is::<Told>(), "{error:?}");

    let server = Server::start(Answer::new(200).cut(Cut::BeforeHead));
    let error = failed(server.url()).await;
    assert!(!error.is_connect() && !error.is_unprocessed(), "{error}");
    assert!(error.to_string().starts_with("the call broke off: "), "{error}");
}
