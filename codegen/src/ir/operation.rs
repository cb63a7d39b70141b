//! Operations and their parameters.

use crate::ir::body::{Body, Encoding};
use crate::ir::id::{OperationId, ParameterId, TagId};
use crate::ir::response::{ResponseVariant, SendMethod, Success};
use crate::ir::style::Style;
use crate::ir::types::Type;

pub(crate) struct Operation {
    pub(crate) id: OperationId,
    /// Its `operationId`.
    pub(crate) name: String,
    pub(crate) tag: TagId,
    pub(crate) path: String,
    pub(crate) method: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) permissions: Vec<String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// The headers that every request has, by name.
    pub(crate) headers: Vec<(String, String)>,
    /// The methods that send it, the best first; never empty.
    pub(crate) send_methods: Vec<SendMethod>,
    /// The meaning of each success status.
    pub(crate) successes: Vec<(String, String)>,
    pub(crate) errors: Vec<ResponseVariant>,
    pub(crate) deprecated: bool,
    pub(crate) idempotent: bool,
    /// Whether a redirect to another origin is followed, without credentials.
    pub(crate) follows: bool,
    pub(crate) paging: Option<Paging>,
    /// Its server, if it is not the API's: a URL, or a path of the API's host.
    pub(crate) server: Option<String>,
}

impl Operation {
    /// The success that `send` returns.
    pub(crate) fn success(&self) -> &Success {
        self.send_methods.first().map_or(&Success::Nothing, |send_method| &send_method.success)
    }
}

/// The paging of a list: all names are those on the wire.
pub(crate) struct Paging {
    /// The property of a page that lists the items; none if a page is an array of them.
    pub(crate) items: Option<String>,
    pub(crate) next: NextPage,
}

/// The way to request the next page.
pub(crate) enum NextPage {
    /// By its number.
    Number { number: String, size: Option<String>, total: Vec<String> },
    /// By the number of items before it.
    Offset { offset: String, limit: Option<String>, total: Vec<String> },
    /// By a token that is at this path of the previous page.
    Token { token: String, next: Vec<String> },
    /// By the link that is at this path of the previous page.
    Link(Vec<String>),
    /// By the link of the relation `next` in the header `Link`.
    LinkHeader,
}

impl NextPage {
    /// Whether a page contains the whole URL of the next one.
    pub(crate) fn is_link(&self) -> bool {
        matches!(self, Self::Link(_) | Self::LinkHeader)
    }
}

pub(crate) struct Parameter {
    pub(crate) id: ParameterId,
    pub(crate) wire: String,
    pub(crate) default: Option<i64>,
    pub(crate) location: String,
    pub(crate) description: String,
    pub(crate) ty: Type,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) style: Style,
    /// Whether `/` and other reserved characters in its value stay unescaped.
    pub(crate) reserved: bool,
    /// The encodings of its properties, if it is the whole query.
    pub(crate) encodings: Vec<Encoding>,
}
