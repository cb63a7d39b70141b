//! Each status of a response gives the type that the document describes for it; a response with an
//! undescribed status is kept.

use guestlist_party::models::{Colour, Guest, Problem};
use guestlist_party::responses::{
    GetDefaultError, GetMixedError, GetMixedResponse, GetNothingError, GetRangesError,
    GetStatusesError, GetStatusesResponse, GetTextError,
};
use guestlist_party::runtime::{Error, ResponseValue, encode};
use guestlist_tests::server::Answer;

use crate::{client, only, saying};

const ADA: &str = r#"{"name":"Ada"}"#;
const PROBLEM: &str = r#"{"kind":"problem","state":null}"#;

fn problem() -> Problem {
    Problem::new(None)
}

fn text(status: u16) -> Answer {
    Answer::new(status).body("text/plain", "as text")
}

fn picture(status: u16) -> Answer {
    Answer::new(status).body("image/png", b"\x89PNG\0")
}

/// Calls an operation of a server that always says the same.
macro_rules! sent {
    ($operation:ident, $answer:expr) => {{
        let server = saying($answer);
        client(&server).$operation().send().await
    }};
}

/// The error that a response was read as.
fn failed<T, E>(result: Result<ResponseValue<T>, Error<E>>) -> ResponseValue<E> {
    match result {
        Err(Error::ErrorResponse(response)) => response,
        Err(other) => panic!("{other}"),
        Ok(response) => panic!("{} is a success", response.status()),
    }
}

/// The path at which the body of a success did not fit.
fn refused<T, E>(result: Result<ResponseValue<T>, Error<E>>) -> String {
    match result {
        Err(Error::InvalidResponsePayload(_, error)) => error.path().to_owned(),
        Err(other) => panic!("{other}"),
        Ok(response) => panic!("{} is a success", response.status()),
    }
}

#[tokio::test]
async fn each_status_of_a_range_has_the_type_of_the_range() {
    for status in [200, 201, 299] {
        let response = sent!(get_ranges, Answer::json(status, ADA)).unwrap().present().unwrap();
        assert_eq!((response.status().as_u16(), &*response), (status, &Guest::new("Ada")));
    }
    for status in [400, 404, 499] {
        let error = failed(sent!(get_ranges, Answer::json(status, PROBLEM)));
        assert_eq!(error.status().as_u16(), status);
        assert_eq!(*error, GetRangesError::ClientError(problem()));
    }
    for status in [500, 501, 599] {
        let error = failed(sent!(get_ranges, text(status)));
        assert_eq!(error.status().as_u16(), status);
        assert_eq!(*error, GetRangesError::ServerError("as text".to_owned()));
    }
    let error = sent!(get_ranges, Answer::new(304)).unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error}");
}

#[tokio::test]
async fn each_success_has_the_type_of_its_status() {
    let of = async |answer| sent!(get_statuses, answer).unwrap().into_inner();
    let one = of(Answer::json(200, ADA)).await;
    assert_eq!(one, GetStatusesResponse::Ok(Guest::new("Ada")));
    let several = of(Answer::json(201, format!("[{ADA}]"))).await;
    assert_eq!(several, GetStatusesResponse::Created([Guest::new("Ada")].into()));
    let of_text = of(text(202)).await;
    assert_eq!(of_text, GetStatusesResponse::Accepted("as text".to_owned()));
    let pixels = of(picture(203)).await;
    let expected = bytes::Bytes::from_static(b"\x89PNG\0");
    assert_eq!(pixels, GetStatusesResponse::NonAuthoritativeInformation(expected));
    assert_eq!(of(Answer::new(205)).await, GetStatusesResponse::ResetContent);
}

#[tokio::test]
async fn each_error_has_the_type_of_its_status() {
    let of = async |answer| failed(sent!(get_statuses, answer)).into_inner();
    assert_eq!(of(Answer::json(404, PROBLEM)).await, GetStatusesError::NotFound(problem()));
    let conflict = of(Answer::json(409, ADA)).await;
    assert_eq!(conflict, GetStatusesError::Conflict(Guest::new("Ada")));
    assert_eq!(of(Answer::new(410)).await, GetStatusesError::Gone);
    let why = of(text(422)).await;
    assert_eq!(why, GetStatusesError::UnprocessableEntity("as text".to_owned()));
    let expected = bytes::Bytes::from_static(b"\x89PNG\0");
    assert_eq!(of(picture(501)).await, GetStatusesError::NotImplemented(expected));
}

#[tokio::test]
async fn a_status_that_nobody_described_keeps_what_came_with_it() {
    let success = sent!(get_statuses, text(206)).unwrap();
    assert_eq!((&*success, &**success.body()), (&GetStatusesResponse::Other, &b"as text"[..]));
    let error = failed(sent!(get_statuses, text(403)));
    assert_eq!((&*error, &**error.body()), (&GetStatusesError::Other, &b"as text"[..]));
    // Where all successes have one type, another success is read as that too.
    let success = sent!(get_text, text(206)).unwrap();
    assert_eq!((success.status().as_u16(), success.as_str()), (206, "as text"));
}

#[tokio::test]
async fn a_status_comes_before_its_range_and_both_before_the_rest() {
    let success = async |answer| sent!(get_mixed, answer).unwrap().into_inner();
    let created = success(Answer::json(201, ADA)).await;
    assert_eq!(created, GetMixedResponse::Created(Guest::new("Ada")));
    let other = success(Answer::json(200, r#"{"R":1}"#)).await;
    assert_eq!(other, GetMixedResponse::Success(Colour::new().r(1)));
    let error = async |answer| failed(sent!(get_mixed, answer)).into_inner();
    assert_eq!(error(Answer::json(404, PROBLEM)).await, GetMixedError::NotFound(problem()));
    let client_error = error(text(400)).await;
    assert_eq!(client_error, GetMixedError::ClientError("as text".to_owned()));
    assert_eq!(error(text(500)).await, GetMixedError::Other);
}

#[tokio::test]
async fn the_default_is_for_each_error() {
    for status in [400, 501] {
        let error = failed(sent!(get_text, Answer::json(status, PROBLEM)));
        assert_eq!(*error, GetTextError::Other(problem()));
    }
}

/// Of several media types for a status, the content type of the response tells which came.
#[tokio::test]
async fn an_error_is_read_by_its_media_type() {
    let other = failed(sent!(get_text, text(400)));
    assert_eq!(*other, GetTextError::OtherText("as text".to_owned()));
    for content_type in ["TEXT/Plain", "text/plain; charset=utf-8", "text/plain ;x=y"] {
        let answer = Answer::new(500).body(content_type, "as text");
        let other = failed(sent!(get_text, answer));
        assert_eq!(*other, GetTextError::OtherText("as text".to_owned()), "{content_type}");
    }
    let latin = Answer::new(500).body("text/plain;charset=latin1", [0xe9]);
    assert_eq!(*failed(sent!(get_text, latin)), GetTextError::OtherText("é".to_owned()));
    // What is not listed, or not said, is the first.
    for content_type in ["application/problem+json", "application/json", "text/plain2"] {
        let answer = Answer::new(500).body(content_type, PROBLEM);
        let other = failed(sent!(get_text, answer));
        assert_eq!(*other, GetTextError::Other(problem()), "{content_type}");
    }
}

#[tokio::test]
async fn an_error_whose_body_does_not_fit_is_kept_with_the_reason() {
    let page = failed(sent!(get_statuses, Answer::html(404, "<p>No")));
    assert!(matches!(*page, GetStatusesError::InvalidBody(_)), "{page:?}");
    assert_eq!(&**page.body(), b"<p>No");
    let wrong = failed(sent!(get_ranges, Answer::json(418, r#"{"kind":1,"state":null}"#)));
    let GetRangesError::InvalidBody(error) = &*wrong else { panic!("{wrong:?}") };
    assert_eq!(error.path(), "kind");
    let missing = failed(sent!(get_text, Answer::json(500, r#"{"kind":"problem"}"#)));
    let GetTextError::InvalidBody(error) = &*missing else { panic!("{missing:?}") };
    assert_eq!(error.path(), "state");
    let bytes = failed(sent!(get_statuses, Answer::new(422).body("text/plain", [0xff])));
    assert!(matches!(*bytes, GetStatusesError::InvalidBody(_)), "{bytes:?}");
    let unnamed = failed(sent!(get_text, Answer::html(400, "as text")));
    assert!(matches!(*unnamed, GetTextError::InvalidBody(_)), "{unnamed:?}");
    // A value that an enum does not list is none of these.
    let unlisted = failed(sent!(get_ranges, Answer::json(400, r#"{"kind":"new","state":null}"#)));
    assert!(matches!(*unlisted, GetRangesError::ClientError(_)), "{unlisted:?}");
}

#[tokio::test]
async fn a_success_whose_body_does_not_fit_is_an_error_with_its_path() {
    assert_eq!(refused(sent!(get_ranges, Answer::json(200, r#"{"name":1}"#))), "name");
    assert_eq!(refused(sent!(get_statuses, Answer::json(200, "{}"))), "name");
    assert_eq!(refused(sent!(get_mixed, Answer::json(200, ADA.replace("name", "R")))), "R");
    assert_eq!(refused(sent!(get_text, Answer::new(200).body("text/plain", [0xff]))), "");
    assert_eq!(refused(sent!(get_ranges, Answer::json(200, "nul"))), "");
}

/// An array that is a whole body is read by serde, not by a model.
#[tokio::test]
async fn an_item_of_a_body_that_is_an_array_is_named() {
    let guests = |second: &str| format!(r#"[{ADA}, {second}]"#);
    for (second, path) in [
        (r#"{"name": 1}"#, "[1].name"),
        ("{}", "[1].name"),
        ("1", "[1]"),
        (r#"{"name": "Grace", "name": "Grace"}"#, "[1].name"),
    ] {
        assert_eq!(refused(sent!(get_statuses, Answer::json(201, guests(second)))), path);
        assert_eq!(refused(sent!(list_guests, Answer::json(200, guests(second)))), path);
    }
    assert_eq!(refused(sent!(list_guests, Answer::json(200, "{}"))), "");
    let server = saying(Answer::json(200, r#"["a", 1]"#));
    let tables = client(&server).find_tables().place(vec!["hall".to_owned()]).seats(2).send().await;
    assert_eq!(refused(tables), "[1]");
}

#[tokio::test]
async fn of_several_media_types_one_is_asked_for() {
    let server = saying(text(200));
    client(&server).get_text().send().await.unwrap();
    assert_eq!(only(&server).header("accept"), Some("text/plain, application/json"));
    let server = saying(Answer::new(200).body("text/csv", "name\nAda\n"));
    let csv = client(&server).get_text().send_for_csv().await.unwrap();
    assert_eq!(csv.as_str(), "name\nAda\n");
    assert_eq!(only(&server).header("accept"), Some("text/csv, application/json;q=0.5"));
}

#[tokio::test]
async fn where_no_body_is_described_one_that_comes_is_kept() {
    for (answer, body) in [(Answer::new(200), ""), (Answer::new(204), ""), (text(201), "as text")] {
        let response: ResponseValue<()> = sent!(get_nothing, answer).unwrap();
        assert_eq!(&**response.body(), body.as_bytes());
    }
    let error = failed(sent!(get_nothing, text(404)));
    assert_eq!((&*error, &**error.body()), (&GetNothingError::NotFound, &b"as text"[..]));
    assert_eq!(*failed(sent!(get_nothing, Answer::new(409))), GetNothingError::Other);
}

/// `default` is for what is not listed, successes included, where no success is.
#[tokio::test]
async fn where_only_a_default_is_described_it_is_the_type_of_successes_too() {
    for status in [200, 201, 299] {
        let response = sent!(get_default, Answer::json(status, ADA)).unwrap().present().unwrap();
        assert_eq!((response.status().as_u16(), &*response), (status, &Guest::new("Ada")));
    }
    for status in [400, 500] {
        let error = failed(sent!(get_default, Answer::json(status, ADA)));
        assert_eq!(*error, GetDefaultError::Other(Guest::new("Ada")));
    }
    assert_eq!(refused(sent!(get_default, Answer::json(200, "{}"))), "name");
}

/// A server that is written in Go sends `null` for an array without items.
#[tokio::test]
async fn an_array_that_is_a_whole_body_may_be_null() {
    for (body, names) in [("null", &[][..]), ("[]", &[]), (r#"["Ada"]"#, &["Ada"])] {
        let response = sent!(get_array, Answer::json(200, body)).unwrap().present().unwrap();
        assert_eq!(**response, *names);
        assert_eq!(encode(&*response).unwrap(), body.as_bytes());
    }
    let marked =
        sent!(get_array, Answer::json(200, "\u{feff}[\"Ada\"]")).unwrap().present().unwrap();
    assert_eq!(**marked, ["Ada"]);
}

#[tokio::test]
async fn text_and_json_are_read_in_the_charset_of_their_content_type() {
    let latin = Answer::new(200).body("text/plain; charset=ISO-8859-1", *b"caf\xe9");
    assert_eq!(*sent!(get_text, latin).unwrap().into_inner(), *"café");
    let marked = Answer::new(200).body("text/plain", *b"\xef\xbb\xbfcaf\xc3\xa9");
    assert_eq!(*sent!(get_text, marked).unwrap().into_inner(), *"café");
    let json = Answer::new(200).body("application/json; charset=latin1", *b"[\"caf\xe9\"]");
    assert_eq!(**sent!(get_array, json).unwrap().present().unwrap(), ["café"]);
    let wide = Answer::new(200).body("application/json; charset=utf-16le", *b"[\0]\0");
    assert!(sent!(get_array, wide).unwrap().present().unwrap().is_empty());
    // Bytes stay bytes, whatever they are said to be.
    let bytes = Answer::new(200).body("application/octet-stream; charset=latin1", [0xe9]);
    assert_eq!(&**sent!(get_download, bytes).unwrap(), [0xe9]);
    let unsaid = Answer::new(200).body("text/plain", [0xe9]);
    assert!(matches!(sent!(get_text, unsaid), Err(Error::InvalidResponsePayload(..))));
}

/// The server has done what it was asked, so nobody may take that for a failure and ask again.
#[tokio::test]
async fn a_success_without_the_json_that_it_promises_stays_one() {
    for answer in [
        Answer::new(204),
        Answer::new(200),
        Answer::json(201, ""),
        Answer::json(200, " \r\n"),
        Answer::new(202).chunked(),
    ] {
        let response = sent!(get_ranges, answer.clone()).unwrap();
        assert_eq!(*response, None);
        let status = response.status();
        let missing = response.present().unwrap_err();
        assert_eq!(missing.response().status(), status);
        assert!(missing.to_string().contains(status.as_str()), "{missing}");
        assert_eq!(*sent!(get_default, answer.clone()).unwrap(), None);
        assert_eq!(*sent!(get_array, answer).unwrap(), None);
    }
    // Of several types the value says it as well.
    for status in [200, 201] {
        let response = sent!(get_statuses, Answer::new(status)).unwrap();
        assert_eq!(*response, GetStatusesResponse::NoBody);
        assert_eq!(*sent!(get_mixed, Answer::new(status)).unwrap(), GetMixedResponse::NoBody);
    }
    assert_eq!(*sent!(get_statuses, Answer::new(205)).unwrap(), GetStatusesResponse::ResetContent);
    assert_eq!(*sent!(get_statuses, Answer::new(204)).unwrap(), GetStatusesResponse::Other);
    // What is there has to fit, and an error without its body is one all the same.
    assert_eq!(refused(sent!(get_ranges, Answer::json(200, "null"))), "");
    let error = failed(sent!(get_ranges, Answer::new(404)));
    assert!(matches!(*error, GetRangesError::InvalidBody(_)), "{error:?}");
}
