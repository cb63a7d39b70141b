use super::*;

/// The events of a stream, each as its type, its data and the last event id.
fn read(stream: &str) -> Vec<(String, String, String)> {
    events(stream.as_bytes(), usize::MAX)
}

/// The events of a stream that arrives in pieces of this size.
fn events(stream: &[u8], piece: usize) -> Vec<(String, String, String)> {
    let mut parser = Parser::new(1_000);
    let mut events = Vec::new();
    for piece in stream.chunks(piece.min(stream.len().max(1))) {
        parser.feed(Bytes::copy_from_slice(piece));
        while let Some(event) = parser.next().unwrap() {
            events.push((event.name, event.data, event.id));
        }
    }
    events
}

/// Streams, and their events as `type|data|id`; the section of the standard is 9.2.6 unless noted.
const CASES: &[(&str, &str, &[&str])] = &[
    ("one line", "data: a\n\n", &["|a|"]),
    ("the space after the colon is optional", "data:a\n\n", &["|a|"]),
    ("only one space is taken off", "data:  a\n\n", &["| a|"]),
    ("a tab is not a space", "data:\ta\n\n", &["|\ta|"]),
    ("spaces at the end stay", "data: a \n\n", &["|a |"]),
    ("lines are joined", "data: a\ndata: b\n\n", &["|a\nb|"]),
    ("an empty line of data among others", "data: a\ndata\ndata: b\n\n", &["|a\n\nb|"]),
    ("empty data is an event", "data\n\n", &["||"]),
    ("empty data with a colon", "data:\n\n", &["||"]),
    ("two empty lines of data", "data\ndata\n\n", &["|\n|"]),
    ("the standard's example of empty data", "data\n\ndata\ndata\n\ndata:", &["||", "|\n|"]),
    ("the standard's example of a space", "data:test\n\ndata: test\n\n", &["|test|", "|test|"]),
    (
        "the standard's example of ids",
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        &["|first event|1", "|second event|", "| third event|"],
    ),
    ("the standard's example of stocks", "data: YHOO\ndata: +2\ndata: 10\n\n", &["|YHOO\n+2\n10|"]),
    (
        "the standard's example of types",
        "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n",
        &["add|73857293|", "remove|2153|"],
    ),
    ("an event without data is none", "event: a\n\ndata: b\n\n", &["|b|"]),
    ("an event without data still has its id", "id: 1\n\ndata: b\n\n", &["|b|1"]),
    ("the type is of one event", "event: a\ndata: 1\n\ndata: 2\n\n", &["a|1|", "|2|"]),
    ("the last type counts", "event: a\nevent: b\ndata: 1\n\n", &["b|1|"]),
    ("a type without value is none", "event: a\nevent\ndata: 1\n\n", &["|1|"]),
    ("an empty type is none", "event: a\nevent:\ndata: 1\n\n", &["|1|"]),
    ("ids last", "id: 1\ndata: a\n\ndata: b\n\n", &["|a|1", "|b|1"]),
    ("the last id counts", "id: 1\nid: 2\ndata: a\n\n", &["|a|2"]),
    ("an empty id takes the last one away", "id: 1\ndata: a\n\nid\ndata: b\n\n", &["|a|1", "|b|"]),
    ("an id with NUL is ignored", "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", &["|a|1", "|b|1"]),
    ("an id is any text", "id: a b:c\ndata: 1\n\n", &["|1|a b:c"]),
    ("comments are ignored", ": hello\ndata: a\n:\n\n", &["|a|"]),
    ("a comment is between lines of data", "data: a\n: b\ndata: c\n\n", &["|a\nc|"]),
    ("unknown fields are ignored", "date: 1\nfoo\ndata: a\n\n", &["|a|"]),
    ("names have no space before them", " data: a\n\n", &[]),
    ("names have no space after them", "data : a\n\n", &[]),
    ("names are in lower case", "DATA: a\nData: b\n\n", &[]),
    ("a colon may be in the value", "data: a:b: c\n\n", &["|a:b: c|"]),
    ("retry is no event", "retry: 10\n\n", &[]),
    ("empty lines are nothing", "\n\n\ndata: a\n\n\n\n", &["|a|"]),
    ("what is not ended is no event", "data: a\n\ndata: b\n", &["|a|"]),
    ("a line that is not ended is none", "data: a\n\ndata: b", &["|a|"]),
    ("carriage returns end lines (9.2.5)", "data: a\rdata: b\r\r", &["|a\nb|"]),
    ("both together end one line (9.2.5)", "data: a\r\ndata: b\r\n\r\n", &["|a\nb|"]),
    ("ends are mixed (9.2.5)", "data: a\r\ndata: b\rdata: c\n\r", &["|a\nb\nc|"]),
    ("a line feed and a return are two (9.2.5)", "data: a\n\rdata: b\n\n", &["|a|", "|b|"]),
    ("a mark at the beginning is ignored (9.2.5)", "\u{feff}data: a\n\n", &["|a|"]),
    ("a second mark is text (9.2.5)", "\u{feff}\u{feff}data: a\n\n", &[]),
    ("a mark in the middle is text", "data: a\n\n\u{feff}data: b\n\n", &["|a|"]),
    ("a mark before a comment", "\u{feff}: a\ndata: b\n\n", &["|b|"]),
    ("a mark in data stays", "data: \u{feff}a\n\n", &["|\u{feff}a|"]),
    ("an empty stream", "", &[]),
    ("nothing but a mark", "\u{feff}", &[]),
    ("text beyond ASCII", "event: ü\nid: ł\ndata: 😀\n\n", &["ü|😀|ł"]),
    ("a form feed ends no line", "data: a\u{c}b\n\n", &["|a\u{c}b|"]),
    ("a line separator ends no line", "data: a\u{2028}b\n\n", &["|a\u{2028}b|"]),
    ("a NUL in data stays", "data: a\0b\n\n", &["|a\0b|"]),
];

#[test]
fn streams_are_read_as_the_standard_says() {
    for (name, stream, expected) in CASES {
        for piece in [usize::MAX, 1, 2, 3, 7] {
            let events = events(stream.as_bytes(), piece);
            let shown: Vec<String> =
                events.into_iter().map(|(name, data, id)| format!("{name}|{data}|{id}")).collect();
            assert_eq!(shown, *expected, "{name}, in pieces of {piece}");
        }
    }
    assert!(CASES.len() >= 40);
}

#[test]
fn an_event_comes_as_soon_as_its_end_does() {
    // The parser does not wait for a line feed after a carriage return.
    for end in ["\n\n", "\r\r", "\r\n\r\n", "\r\n\r"] {
        let mut parser = Parser::new(100);
        parser.feed(Bytes::from(format!("data: a{end}")));
        assert!(parser.next().unwrap().is_some(), "{end:?}");
    }
}

#[test]
fn what_is_not_utf_8_is_replaced() {
    for piece in [usize::MAX, 1] {
        let events = events(b"data: a\xffb\xe2\x82\n\n", piece);
        assert_eq!(events[0].1, "a\u{fffd}b\u{fffd}");
    }
}

#[test]
fn only_digits_are_a_time_to_wait() {
    let cases = [
        ("1500", Some(1500)),
        ("", None),
        ("+5", None),
        ("-5", None),
        ("5.0", None),
        ("5s", None),
        (" 5", None),
        ("99999999999999999999", Some(u64::MAX)),
    ];
    for (text, expected) in cases {
        let mut parser = Parser::new(100);
        parser.feed(Bytes::from(format!("retry: {text}\n")));
        assert_eq!(parser.next(), Ok(None));
        assert_eq!(parser.retry, expected, "{text:?}");
    }
}

#[test]
fn the_last_id_counts_when_its_event_is_complete() {
    let mut parser = Parser::new(100);
    parser.feed(Bytes::from("id: 1\ndata: a\n\nid: 2\ndata: b\n"));
    assert!(parser.next().unwrap().is_some());
    assert_eq!(parser.next(), Ok(None));
    assert_eq!(parser.last_id, "1");
    parser.restart();
    parser.feed(Bytes::from("\u{feff}data: c\n\n"));
    let event = parser.next().unwrap().unwrap();
    assert_eq!((event.data.as_str(), event.id.as_str(), event.has_id), ("c", "1", false));
}

#[test]
fn an_event_has_a_limit_and_a_comment_needs_none() {
    let too_large = [
        "data: 1234567890".repeat(2),
        "data: 1234567\ndata: 1234567\ndata: 1234567\n".to_owned(),
        format!("event: {}\nid: {}\n", "a".repeat(10), "b".repeat(10)),
        "x".repeat(21),
    ];
    for stream in too_large {
        let mut parser = Parser::new(20);
        parser.feed(Bytes::from(stream.clone()));
        assert_eq!(parser.next(), Err(TooLarge), "{stream}");
    }
    let mut parser = Parser::new(20);
    parser.feed(Bytes::from(format!("\n:{}\ndata: a\n\n", "x".repeat(1_000))));
    assert_eq!(parser.next().unwrap().unwrap().data, "a");
    assert_eq!(read("data: a\n\n").len(), 1);
}
