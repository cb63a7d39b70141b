//! The test server itself keeps its promises; otherwise no other test here means anything.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use guestlist_tests::server::{Answer, Nobody, Request, Server};

fn exchange(server: &Server, bytes: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn requests_are_recorded_as_they_came() {
    let server = Server::start(Answer::new(204));
    let answer = exchange(
        &server,
        "POST /a%2fb?c[d]=e HTTP/1.1\r\nX-One: 1\r\nx-one:2\r\nTransfer-Encoding: chunked\r\n\r\n\
         3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n\
         PUT / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}\
         GET /last HTTP/1.1\r\nConnection: close\r\n\r\n",
    );
    assert_eq!(answer, "HTTP/1.1 204 Scripted\r\n\r\n".repeat(3));

    let requests = server.requests();
    let seen: Vec<(&str, &str, &[u8])> =
        requests.iter().map(|one| (&*one.method, &*one.path_and_query, &*one.body)).collect();
    assert_eq!(
        seen,
        [
            ("POST", "/a%2fb?c[d]=e", &b"abc0123456789"[..]),
            ("PUT", "/", b"{}"),
            ("GET", "/last", b"")
        ]
    );
    assert_eq!(requests[0].headers[0], ("X-One".to_owned(), "1".to_owned()));
    assert_eq!(requests[0].headers[1], ("x-one".to_owned(), "2".to_owned()));
    assert_eq!((server.count(), server.connections()), (3, 1));
}

#[test]
fn a_request_that_is_cut_off_does_not_count() {
    let server = Server::start(Answer::new(204));
    for part in ["", "GET", "GET / HTTP/1.1\r\n", "PUT / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{}"] {
        assert_eq!(exchange(&server, part), "", "{part:?}");
    }
    assert_eq!((server.count(), server.connections()), (0, 4));
}

#[test]
fn a_list_answers_in_order_and_says_when_it_is_over() {
    let server = Server::start(vec![Answer::json(201, "{}"), Answer::raw("raw")]);
    let whole =
        "HTTP/1.1 201 Scripted\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
    let request = "GET / HTTP/1.1\r\nconnection: close\r\n\r\n";
    assert_eq!(exchange(&server, request), whole);
    assert_eq!(exchange(&server, request), "raw");
    assert!(exchange(&server, request).starts_with("HTTP/1.1 599 "));
}

#[test]
fn a_function_answers_by_the_request() {
    let server = Server::start(|request: &Request| {
        Answer::new(200).body("text/plain", request.path_and_query.clone()).chunked()
    });
    let answer = exchange(&server, "GET /echo HTTP/1.1\r\nconnection: close\r\n\r\n");
    assert!(
        answer.ends_with("transfer-encoding: chunked\r\n\r\n5\r\n/echo\r\n0\r\n\r\n"),
        "{answer}"
    );
}

#[test]
fn a_server_that_is_dropped_gives_its_port_and_its_connections_back() {
    let server = Server::start(Answer::new(204));
    let port = server.port();
    let mut open = TcpStream::connect(("127.0.0.1", port)).unwrap();
    drop(server);
    open.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let end = open.read(&mut [0]);
    let is_open = matches!(&end, Err(error) if error.kind() == std::io::ErrorKind::WouldBlock);
    assert!(!is_open && end.unwrap_or_default() == 0, "the connection has ended");
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    TcpListener::bind(("127.0.0.1", port)).unwrap();
}

#[test]
fn nobody_refuses_connections() {
    let nobody = Nobody::home();
    let address = nobody.url().replace("http://", "");
    let error = TcpStream::connect(address).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
}
