//! The names of small documents in which two names collide.

use super::*;
use crate::ir::model::ModelKind;
use crate::lower::tests::lowered;

#[test]
fn methods_that_send_give_way_to_parameters() {
    let parameters = "[{name: send-stream, in: query}, {name: sendStream, in: query}]";
    let operation = format!(
        "{{operationId: film, parameters: {parameters}, responses: {{'200': {{content: {{image/png: {{}}}}}}}}}}"
    );
    let api = lowered(&format!("{{/film: {{get: {operation}}}}}"), "{}");
    let names = assign(&api);
    let parameters = api.operations[0].parameters.iter().map(|one| names.parameter(one.id));
    let stream = names.operation(OperationId(0)).send_methods[0].stream.iter();
    let found: Vec<_> = parameters.chain(stream).map(Identifier::as_str).collect();
    assert_eq!(found, ["send_stream", "send_stream_2", "send_stream_3"]);
}

#[test]
fn an_object_and_a_list_are_named_in_the_order_of_the_document() {
    let (model, list) = ("{$ref: '#/components/schemas/List'}", "{type: array, items: {}}");
    for (one_of, expected) in [
        (format!("[{model}, {list}]"), ["List", "List2"]),
        (format!("[{list}, {model}]"), ["List2", "List"]),
    ] {
        let object = "{type: object, properties: {name: {type: string}}, required: [name]}";
        let schemas = format!("{{List: {object}, Lists: {{oneOf: {one_of}}}}}");
        let api = lowered("{}", &schemas);
        let names = assign(&api);
        let ModelKind::Either { object, list, .. } = &api.models[1].kind else {
            panic!("{one_of}")
        };
        let found = [object, list].map(|one| names.variant(one.id).as_str());
        assert_eq!(found, expected, "{one_of}");
    }
}

#[test]
fn another_body_of_a_status_is_named_by_its_media_type() {
    let content = "{application/json: {schema: {type: object}}, text/plain: {}, text/x-plain: {schema: {type: string, format: binary}}}";
    let responses = format!("{{'404': {{content: {content}}}, 4XX: {{}}, default: {{}}}}");
    let operation = format!("{{operationId: film, responses: {responses}}}");
    let api = lowered(&format!("{{/film: {{get: {operation}}}}}"), "{}");
    let names = assign(&api);
    let found: Vec<_> =
        names.operation(OperationId(0)).errors.iter().map(Identifier::as_str).collect();
    assert_eq!(found, ["NotFound", "NotFoundText", "NotFoundPlain", "ClientError", "Other"]);
}
