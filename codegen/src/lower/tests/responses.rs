use super::lowered;
use crate::ir::body::Content;
use crate::ir::operation::Operation;
use crate::ir::response::Success;

const SCHEMAS: &str = "{Guest: {type: object, properties: {name: {type: string}}}}";

/// An operation with these responses, in YAML.
fn operation(responses: &str) -> Operation {
    let responses = responses.replace("GUEST", "{schema: {$ref: '#/components/schemas/Guest'}}");
    let operation = format!("{{operationId: list, responses: {responses}}}");
    lowered(&format!("{{/guests: {{get: {operation}}}}}"), SCHEMAS).operations.remove(0)
}

#[test]
fn an_error_has_a_variant_for_each_body_that_is_not_the_first_ones() {
    let operation = operation(
        "{'400': {content: {
            application/json: GUEST, application/problem+json: GUEST,
            text/plain: {}, text/html: {}, image/png: {}, 'image/*': {}, 'text/*': {}}},
        '500': {content: {text/plain: {}}}}",
    );
    let found: Vec<_> =
        operation.errors.iter().map(|one| (&one.content, &one.media_types)).collect();
    let text = vec!["text/plain".to_owned(), "text/html".to_owned()];
    let [
        (Some(Content::Json(_)), first),
        (Some(Content::Text), texts),
        (Some(Content::Bytes), bytes),
        (Some(Content::Text), last),
    ] = &found[..]
    else {
        panic!("{found:?}")
    };
    assert_eq!((*texts, &bytes[..]), (&text, &["image/png".to_owned()][..]));
    assert!(first.is_empty() && last.is_empty());
}

#[test]
fn only_bytes_and_texts_that_are_described_are_read_while_they_come() {
    for (responses, has_stream) in [
        ("{'200': {content: {image/png: {}}}}", true),
        ("{'200': {content: {text/plain: {}}}}", true),
        ("{'200': {content: {application/json: GUEST}}}", false),
        ("{'200': {}}", false),
        // Nothing describes a body.
        ("{}", false),
        ("{default: {content: {image/png: {}}}}", true),
    ] {
        let operation = operation(responses);
        assert_eq!(operation.send_methods[0].is_streamed, has_stream, "{responses}");
    }
}

#[test]
fn a_success_is_what_all_its_responses_are() {
    let success = |responses: &str| match operation(responses).send_methods.remove(0).success {
        Success::Nothing => "nothing".to_owned(),
        Success::Body(content) => format!("{content:?}"),
        Success::Maybe(content) => format!("maybe {content:?}"),
        Success::ByStatus(all) => format!("{} statuses", all.len()),
    };
    for (responses, expected) in [
        ("{'204': {}}", "nothing"),
        ("{'404': {}}", "nothing"),
        ("{default: {}}", "Bytes"),
        ("{'200': {content: {text/plain: {}}}, '201': {content: {text/html: {}}}}", "Text"),
        ("{'200': {content: {text/plain: {}}}, '204': {}}", "2 statuses"),
        ("{'200': {content: {text/plain: {}}}, '304': {}}", "2 statuses"),
        (
            "{'200': {content: {application/json: {schema: {type: string, format: binary}}}}}",
            "Bytes",
        ),
        ("{'200': {content: {application/json: GUEST}}}", "Json(Model(ModelId(0)))"),
    ] {
        assert_eq!(success(responses), expected, "{responses}");
    }
}
