//! Forms are written according to the encodings of their properties.

use guestlist_party::bodies::{SendPartsForm, SendRelatedForm};
use guestlist_party::models;
use guestlist_party::runtime::{CallOptions, File, Multipart};
use guestlist_tests::server::{Answer, Request, Server};

use crate::{ada, client, only, saying, text};

fn entry() -> models::Entry {
    let home = models::EntryOwnerHome::new().town("Turin");
    let line = |sum: i64| models::EntryLinesItem::new().sum(sum);
    models::Entry::new()
        .owner(models::EntryOwner::new().name("Ada & Co").home(home))
        .lines(vec![line(5), line(7)])
        .labels(vec!["a b".to_owned(), "c".to_owned()])
        .route(vec!["x".to_owned(), "y".to_owned()])
        .shape(models::EntryShape::new().sides(3))
        .path("/a:b")
}

/// The body with `B` for its boundary, and `|` for the ends of lines.
fn parts(request: &Request) -> (String, String) {
    let content_type = request.header("content-type").unwrap();
    let (media_type, boundary) = content_type.rsplit_once("; boundary=").unwrap();
    (media_type.to_owned(), text(request).replace(boundary, "B").replace("\r\n", "|"))
}

#[tokio::test]
async fn each_property_of_a_form_has_its_style() {
    let server = saying(Answer::new(204));
    client(&server).send_encoded().body(entry()).send().await.unwrap();
    let request = only(&server);
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    let expected = "owner%5Bname%5D=Ada%20%26%20Co&owner%5Bhome%5D%5Btown%5D=Turin\
        &lines%5B0%5D%5Bsum%5D=5&lines%5B1%5D%5Bsum%5D=7&labels=a%20b,c&route=x%7Cy\
        &shape=%7B%22sides%22%3A3%7D&path=/a:b";
    assert_eq!(text(&request), expected);
}

#[tokio::test]
async fn each_part_has_its_type_and_its_headers() {
    let server = saying(Answer::new(204));
    let form = SendPartsForm::new(ada(), File::new("png").content_type("image/jpeg"))
        .poster(File::new("pdf").name("poster.pdf"))
        .note("# x")
        .labels(vec!["a".to_owned(), "b".to_owned()])
        .raw(File::new("raw"));
    client(&server).send_parts().body(form).send().await.unwrap();
    let (media_type, body) = parts(&only(&server));
    assert_eq!(media_type, "multipart/form-data");
    let part = |name: &str| format!("--B|content-disposition: form-data; name=\"{name}\"");
    let expected = [
        format!(
            "{}|content-type: application/json||\
             {{\"name\":\"Ada & Co\",\"plus\":2,\"labels\":[\"a\",\"b\"]}}|",
            part("guest")
        ),
        format!(
            "{}; filename=\"picture\"|content-type: image/jpeg|x-kind: portrait||png|",
            part("picture")
        ),
        format!("{}; filename=\"poster.pdf\"|content-type: application/pdf||pdf|", part("poster")),
        format!("{}|content-type: text/markdown||# x|", part("note")),
        // In OpenAPI 3.0, a style has no meaning in a part.
        format!("{}||a|{}||b|", part("labels"), part("labels")),
        format!("{}; filename=\"raw\"|content-type: application/octet-stream||cmF3|", part("raw")),
    ];
    assert_eq!(body, format!("{}--B--|", expected.concat()));
}

#[tokio::test]
async fn bodies_in_parts_have_the_type_that_is_described() {
    let server = saying(Answer::new(204));
    let form = SendRelatedForm::new(models::Guest::new("Ada")).picture(File::new("png"));
    client(&server).send_related().body(form).send().await.unwrap();
    let (media_type, body) = parts(&only(&server));
    assert_eq!(media_type, "multipart/related; type=\"application/json\"");
    let expected = "--B|content-id: <guest>|content-type: application/json||{\"name\":\"Ada\"}|\
        --B|content-id: <picture>|content-disposition: attachment; filename=\"picture\"|\
        content-type: application/octet-stream||png|--B--|";
    assert_eq!(body, expected);

    let server = saying(Answer::new(204));
    let entry = models::Entry::new().shape(models::EntryShape::new().sides(3)).path("# x");
    client(&server).send_mixed().body(entry).send().await.unwrap();
    let (media_type, body) = parts(&only(&server));
    assert_eq!(media_type, "multipart/mixed");
    let part = |name: &str| format!("--B|content-disposition: form-data; name=\"{name}\"");
    let shape = format!("{}|content-type: application/json||{{\"sides\":3}}|", part("shape"));
    let path = format!("{}|content-type: text/markdown||# x|", part("path"));
    assert_eq!(body, format!("{shape}{path}--B--|"));
}

/// A union of a file and something else has no model that could say which it is.
#[tokio::test]
async fn parts_of_a_union_with_a_file_are_the_callers() {
    let server = saying(Answer::new(204));
    let body = Multipart::new().file("file", File::new("x").name("a.txt"));
    client(&server).send_either().body(body).send().await.unwrap();
    let (media_type, body) = parts(&only(&server));
    assert_eq!(media_type, "multipart/form-data");
    assert!(body.contains("name=\"file\"; filename=\"a.txt\""), "{body}");
}

#[tokio::test]
async fn a_description_can_say_that_a_redirect_is_followed() {
    let files = saying(Answer::new(200).body("application/zip", "zip"));
    let target = format!("{}/file", files.url());
    let server = Server::start(move |_: &Request| Answer::new(302).header("location", &target));
    let options = CallOptions::new().header("x-secret-of-mine", "s");
    let response = client(&server).fetch_elsewhere().options(options).send().await.unwrap();
    assert_eq!(&**response, b"zip");
    assert_eq!(only(&server).header("x-secret-of-mine"), Some("s"));
    assert_eq!(only(&files).header("x-secret-of-mine"), None);
}

#[tokio::test]
async fn the_words_of_openapi_3_2_are_sent() {
    let server = saying(Answer::new(204));
    let seats = vec!["a/1".to_owned(), "b".to_owned()];
    let search = models::Entry::new().path("a b").labels(vec!["x".to_owned(), "y".to_owned()]);
    client(&server).find_later().search(search).seats(seats).send().await.unwrap();
    let request = only(&server);
    assert_eq!(request.path_and_query, "/later?labels=x,y&path=a%20b");
    assert_eq!(request.header("cookie"), Some("seats=a/1; seats=b"));

    let server = saying(Answer::new(204));
    client(&server).query_later().body(models::Guest::new("Ada")).send().await.unwrap();
    let request = only(&server);
    assert_eq!((request.method.as_str(), text(&request)), ("QUERY", "{\"name\":\"Ada\"}"));

    let server = saying(Answer::new(204));
    client(&server).link_later().send().await.unwrap();
    assert_eq!(only(&server).method, "LINK");
}
