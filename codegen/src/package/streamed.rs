//! Operations that show a page how streams are read: one of each type.
//!
//! In goes the lowered API, out come calls as code writes them. What the document does not have is not there.

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::ir::api::Api;
use crate::ir::body::Content;
use crate::ir::operation::{Operation, Parameter};
use crate::ir::response::{SendMethod, Success};

/// What a stream is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Events, each with a model.
    Events,

    /// Models, such as JSON lines.
    Lines,

    /// The bytes of a body.
    Bytes,

    /// The items of a list that comes in pages.
    Pages,
}

/// A call that gives a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamCall {
    /// What the stream is of.
    pub stream: Stream,

    /// The call, up to the method that sends it: `client.get_film().id(id).send_stream()`. What it has to be given
    /// is a variable of the same name.
    pub call: String,
}

/// Of each type the operation that asks for least, where there is one that is not deprecated.
pub(crate) fn streams(api: &Api, names: &RustNames) -> Vec<StreamCall> {
    let all = [Stream::Events, Stream::Lines, Stream::Bytes, Stream::Pages];
    let operations = || api.operations.iter().filter(|operation| !operation.deprecated);
    let first = |stream| {
        let calls = operations()
            .filter_map(|one| Some((arguments(names, one), one, method(names, one, stream)?)));
        // The plain method before that of one media type among several.
        let (arguments, operation, method) =
            calls.min_by_key(|(arguments, _, method)| (arguments.len(), method.len()))?;
        let arguments: String = arguments.iter().map(|name| format!(".{name}({name})")).collect();
        let call =
            format!("client.{}(){arguments}.{method}()", names.operation(operation.id).method);
        Some(StreamCall { stream, call })
    };
    all.into_iter().filter_map(first).collect()
}

/// What has to be given to a call.
fn arguments<'a>(names: &'a RustNames, operation: &Operation) -> Vec<&'a str> {
    let is_asked = |one: &&Parameter| one.required || one.location == "path";
    let parameters = operation.parameters.iter().filter(is_asked);
    let body = operation.body.as_ref().filter(|body| body.required).map(|_| "body");
    parameters.map(|one| names.parameter(one.id).as_str()).chain(body).collect()
}

/// The method that gives such a stream.
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
