use super::lowered;
use crate::ir::body::{Body, Content};

const SCHEMAS: &str = "{
    Guest: {type: object, properties: {name: {type: string}}},
    Film: {type: object, properties: {film: {type: string, format: binary}}},
    Names: {type: array, items: {type: string}},
    Everything: {type: object, properties: {
        text: {type: string}, choice: {type: string, enum: [a, b]}, texts: {type: array, items: {type: string}},
        object: {type: object}, guest: {$ref: '#/components/schemas/Guest'}, anything: {},
        guests: {type: array, items: {$ref: '#/components/schemas/Guest'}},
        lists: {type: array, items: {type: array, items: {type: string}}},
        things: {type: array, items: {}}, wild: {type: string}, plain: {type: string}}}
}";

/// The body of a request with this content, in YAML.
fn body(content: &str) -> Body {
    let content = content.replace("GUEST", "{schema: {$ref: '#/components/schemas/Guest'}}");
    let content = content.replace("NAMES", "{schema: {$ref: '#/components/schemas/Names'}}");
    let content = content.replace("FILM", "{schema: {$ref: '#/components/schemas/Film'}}");
    let operation = format!("{{operationId: add, requestBody: {{content: {content}}}}}");
    let mut api = lowered(&format!("{{/guests: {{post: {operation}}}}}"), SCHEMAS);
    api.operations.remove(0).body.unwrap()
}

#[test]
fn what_no_form_can_be_made_of_is_left_out_where_something_else_is_sent() {
    const FORM: &str = "application/x-www-form-urlencoded";
    const PARTS: &str = "multipart/form-data";
    for (content, sent, left_out) in [
        ("{JSON: GUEST, FORM: GUEST}", &["application/json", FORM][..], &[][..]),
        ("{JSON: GUEST, FORM: {}}", &["application/json", FORM], &[]),
        ("{JSON: GUEST, FORM: NAMES}", &["application/json"], &[FORM]),
        ("{JSON: GUEST, PARTS: NAMES, FORM: GUEST}", &["application/json", FORM, PARTS], &[]),
        ("{JSON: GUEST, FORM: {schema: {type: string}}}", &["application/json"], &[FORM]),
        ("{FORM: NAMES}", &[FORM], &[]),
        // A request has at most one struct with files.
        ("{PARTS: FILM, multipart/mixed: FILM}", &[PARTS], &["multipart/mixed"]),
        ("{JSON: GUEST, PARTS: FILM}", &["application/json", PARTS], &[]),
    ] {
        let content = content.replace("JSON", "application/json").replace("PARTS", PARTS);
        let body = body(&content.replace("FORM", FORM));
        let left: Vec<_> = body.left_out.iter().map(String::as_str).collect();
        let names: Vec<_> = body.media_types.iter().map(|one| one.name.as_str()).collect();
        assert_eq!((&names[..], &left[..]), (sent, left_out), "{content}");
    }
}

#[test]
fn a_property_is_written_in_the_first_media_type_that_can_hold_it() {
    let both = "{contentType: 'text/plain, application/json'}";
    let names =
        ["text", "choice", "texts", "object", "guest", "anything", "guests", "lists", "things"];
    let encodings: Vec<_> = names.iter().map(|name| format!("{name}: {both}")).collect();
    let encodings = encodings.join(", ");
    let content = format!(
        "{{application/x-www-form-urlencoded: {{schema: {{$ref: '#/components/schemas/Everything'}},
        encoding: {{{encodings}, wild: {{contentType: ' */*, text/css'}}}}}}}}"
    );
    let body = body(&content);
    let Content::Form(_, encodings) = &body.media_types[0].content else { panic!("no form") };
    let found: Vec<_> = encodings
        .iter()
        .map(|one| (one.wire.as_str(), one.content_type.as_deref().unwrap()))
        .collect();
    let (text, json) = ("text/plain", "application/json");
    let expected = [
        ("text", text),
        ("choice", text),
        ("texts", text),
        ("object", json),
        ("guest", json),
        ("anything", json),
        ("guests", json),
        ("lists", json),
        ("things", json),
        ("wild", "text/css"),
    ];
    assert_eq!(found, expected);
}
