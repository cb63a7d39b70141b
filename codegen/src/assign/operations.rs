//! The names of the operations: methods, types, parameters, and the variants of bodies and responses.
//!
//! It takes operations and returns their names. It never resolves collisions between methods or types: the
//! pass `name_operations` has already done so.

use crate::assign::identifier::Identifier;
use crate::ir::body::{Body, Content};
use crate::ir::operation::{Operation, Parameter};
use crate::ir::response::{ResponseVariant, SendMethod, Success};
use crate::openapi::media_type::word;
use crate::openapi::status::Status;
use crate::rust::names::{
    argument, body_type, client_method, error_type, file, form_type, method_name, pascal,
    response_type, status_variant, usable_pascal,
};
use crate::rust::scope::{Names, Scope};

/// The names of an operation and its contents.
pub(crate) struct OperationNames {
    /// The method of the client.
    pub(crate) method: Identifier,
    pub(crate) module: Identifier,
    /// The type of its call.
    pub(crate) call: Identifier,
    /// The enum of the errors.
    pub(crate) error: Identifier,
    /// The enum of the successes, if there is one.
    pub(crate) response: Identifier,
    /// The enum of the request bodies, if there is one.
    pub(crate) body: Identifier,
    /// The struct of its form, if there is one.
    pub(crate) form: Identifier,
    /// The fields and setters of the parameters.
    pub(crate) parameters: Vec<Identifier>,
    /// The arguments of the mock, by parameter.
    pub(crate) mock_arguments: Vec<Identifier>,
    /// The methods that send the call.
    pub(crate) send_methods: Vec<SendNames>,
    /// The variants of the body, by media type.
    pub(crate) media_types: Vec<Identifier>,
    /// The fields and setters of the parts of the form.
    pub(crate) parts: Vec<Identifier>,
    /// The variants of the errors.
    pub(crate) errors: Vec<Identifier>,
    /// The variants of the successes, if they are an enum.
    pub(crate) successes: Vec<Identifier>,
}

/// The names of the methods that send a call.
pub(crate) struct SendNames {
    pub(crate) method: Identifier,
    /// The method that reads the response while it arrives, if there is one.
    pub(crate) stream: Option<Identifier>,
}

/// The names of an operation.
pub(crate) fn operation(operation: &Operation) -> OperationNames {
    let id = operation.name.as_str();
    let method = client_method(&method_name(id));
    let parameters = parameters(&operation.parameters);
    let successes = match operation.success() {
        Success::ByStatus(responses) => response_variants(responses),
        _ => Vec::new(),
    };
    OperationNames {
        module: Identifier::new(file(&method)),
        method: Identifier::new(method),
        error: Identifier::new(error_type(id)),
        response: Identifier::new(response_type(id)),
        body: Identifier::new(body_type(id)),
        form: Identifier::new(form_type(id)),
        call: Identifier::new(pascal(id)),
        send_methods: send_methods(&operation.send_methods, &parameters),
        mock_arguments: parameters.iter().map(mock_argument).collect(),
        parameters,
        media_types: operation.body.as_ref().map(media_types).unwrap_or_default(),
        parts: operation.body.as_ref().map(parts).unwrap_or_default(),
        errors: response_variants(&operation.errors),
        successes,
    }
}

fn parameters(parameters: &[Parameter]) -> Vec<Identifier> {
    let mut taken = Names::of(Scope::Parameters);
    let name = |one: &Parameter| Identifier::free(&argument(&one.wire), &mut taken);
    parameters.iter().map(name).collect()
}

/// The name of the parameter's field, unless it is the name of the mock's own argument.
fn mock_argument(parameter: &Identifier) -> Identifier {
    let is_taken = parameter.as_str() == "mocks";
    if is_taken { Identifier::new("mocks_".to_owned()) } else { parameter.clone() }
}

/// `send`, and a method named after each other media type; their names differ from the setters of the
/// parameters.
fn send_methods(send_methods: &[SendMethod], parameters: &[Identifier]) -> Vec<SendNames> {
    let mut taken = Names::with(parameters.iter().map(Identifier::as_str));
    let names = send_methods.iter().map(|one| {
        let method = match &one.asked {
            None => Identifier::new("send".to_owned()),
            Some(asked) => {
                Identifier::free(&argument(&format!("send for {}", word(asked))), &mut taken)
            }
        };
        let stream = format!("{method}_stream");
        let stream = one.is_streamed.then(|| Identifier::free(&stream, &mut taken));
        SendNames { method, stream }
    });
    names.collect()
}

fn media_types(body: &Body) -> Vec<Identifier> {
    let mut taken = Names::of(Scope::Variants);
    let names = body.media_types.iter().map(|one| usable_pascal(&word(&one.described), "Type"));
    names.map(|name| Identifier::free(&name, &mut taken)).collect()
}

/// A body has at most one form with files.
fn parts(body: &Body) -> Vec<Identifier> {
    let mut taken = Names::of(Scope::FormFields);
    let form = body.media_types.iter().find_map(|one| match &one.content {
        Content::Files(parts) => Some(parts),
        _ => None,
    });
    let names = form.into_iter().flatten().map(|part| argument(&part.encoding.wire));
    names.map(|name| Identifier::free(&name, &mut taken)).collect()
}

/// The status in words, followed by the name of the media type if it is not the first.
fn response_variants(responses: &[ResponseVariant]) -> Vec<Identifier> {
    let mut taken = Names::default();
    let names = responses.iter().map(|response| {
        let status = match response.status {
            Status::Exactly(status) => status_variant(status),
            Status::Range(3) => "Redirect".to_owned(),
            Status::Range(4) => "ClientError".to_owned(),
            Status::Range(5) => "ServerError".to_owned(),
            Status::Range(_) => "Success".to_owned(),
            Status::Default => "Other".to_owned(),
        };
        let other = response.media_types.first().map(|name| usable_pascal(&word(name), "Type"));
        Identifier::free(&format!("{status}{}", other.unwrap_or_default()), &mut taken)
    });
    names.collect()
}
