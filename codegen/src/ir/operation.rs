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
    /// The headers that each request has, by name.
    pub(crate) headers: Vec<(String, String)>,
    /// What a caller can ask for, the best first; never empty.
    pub(crate) send_methods: Vec<SendMethod>,
    /// What each success status means.
    pub(crate) successes: Vec<(String, String)>,
    pub(crate) errors: Vec<ResponseVariant>,
    pub(crate) deprecated: bool,
    pub(crate) idempotent: bool,
    /// Whether a redirect to another origin is followed, without credentials.
    pub(crate) follows: bool,
    pub(crate) paging: Option<Paging>,
    /// Where it is, when not where the API is: a URL, or a path of the API's host.
    pub(crate) server: Option<String>,
}

impl Operation {
    /// The success that `send` returns.
    pub(crate) fn success(&self) -> &Success {
        self.send_methods.first().map_or(&Success::Nothing, |send_method| &send_method.success)
    }
}

/// How a list is paged: the names are those of the wire.
pub(crate) struct Paging {
    /// The property of a page that lists the items; none where a page is an array of them.
    pub(crate) items: Option<String>,
    pub(crate) next: NextPage,
}

/// How the next page is asked for.
pub(crate) enum NextPage {
    /// By its number.
    Number { number: String, size: Option<String>, total: Vec<String> },
    /// By how many items come before it.
    Offset { offset: String, limit: Option<String>, total: Vec<String> },
    /// By a token that stands at this path of the page before.
    Token { token: String, next: Vec<String> },
    /// By the link that stands at this path of the page before.
    Link(Vec<String>),
    /// By the link of the relation `next` in the header `Link`.
    LinkHeader,
}

impl NextPage {
    /// Whether a page says the whole URL of the next one.
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
    /// Whether its value may hold `/` and the like as they are.
    pub(crate) reserved: bool,
    /// Where it is the whole query: the encodings of its properties.
    pub(crate) encodings: Vec<Encoding>,
}
