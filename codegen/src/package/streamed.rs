//! Operations that show on a page how to read streams: one of each type.
//!
//! It returns calls as code, for the stream types that the lowered API has.

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::ir::api::Api;
use crate::ir::body::Content;
use crate::ir::operation::{Operation, Parameter};
use crate::ir::response::{SendMethod, Success};

/// The content of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Events, each with a model.
    Events,

    /// Models, such as JSON lines.
    Lines,

    /// The bytes of a body.
    Bytes,

    /// The items of a list that is read in pages.
    Pages,
}

/// A call that returns a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamCall {
    /// The content of the stream.
    pub stream: Stream,

    /// The call, up to the method that sends it: `client.get_film().id(id).send_stream()`. Each argument is a
    /// variable of the same name.
    pub call: String,
}

/// The operation with the fewest arguments for each type, among those that are not deprecated.
pub(crate) fn streams(api: &Api, names: &RustNames) -> Vec<StreamCall> {
    let all = [Stream::Events, Stream::Lines, Stream::Bytes, Stream::Pages];
    let operations = || api.operations.iter().filter(|operation| !operation.deprecated);
    let first = |stream| {
        let calls = operations()
            .filter_map(|one| Some((arguments(names, one), one, method(names, one, stream)?)));
        // The plain method is preferred to the method for one of several media types.
        let (arguments, operation, method) =
            calls.min_by_key(|(arguments, _, method)| (arguments.len(), method.len()))?;
        let arguments: String = arguments.iter().map(|name| format!(".{name}({name})")).collect();
        let call =
            format!("client.{}(){arguments}.{method}()", names.operation(operation.id).method);
        Some(StreamCall { stream, call })
    };
    all.into_iter().filter_map(first).collect()
}

/// The required arguments of a call.
fn arguments<'a>(names: &'a RustNames, operation: &Operation) -> Vec<&'a str> {
    let is_asked = |one: &&Parameter| one.required || one.location == "path";
    let parameters = operation.parameters.iter().filter(is_asked);
    let body = operation.body.as_ref().filter(|body| body.required).map(|_| "body");
    parameters.map(|one| names.parameter(one.id).as_str()).chain(body).collect()
}

/// The method that returns such a stream.
fn method<'a>(names: &'a RustNames, operation: &Operation, stream: Stream) -> Option<&'a str> {
    if stream == Stream::Pages {
        return operation.paging.as_ref().map(|_| "stream");
    }
    let send_methods = &names.operation(operation.id).send_methods;
    let mut send_methods = operation.send_methods.iter().zip(send_methods);
    send_methods.find_map(|(one, names)| match (content(one)?, stream) {
        (Content::Events(_), Stream::Events) | (Content::JsonLines(..), Stream::Lines) => {
            Some(names.method.as_str())
        }
        (Content::Bytes, Stream::Bytes) => names.stream.as_ref().map(Identifier::as_str),
        _ => None,
    })
}

fn content(send_method: &SendMethod) -> Option<&Content> {
    match &send_method.success {
        Success::Body(content) | Success::Maybe(content) => Some(content),
        Success::Nothing | Success::ByStatus(_) => None,
    }
}
