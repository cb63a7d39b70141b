//! Paths, operations and what they are made of (OpenAPI 3.0.3, sections 4.7.8 to 4.7.20).

use serde_json::Value;

use crate::openapi::document::operation::RequestBody;
use crate::openapi::document::schema::JsonType;
use crate::openapi::media_type::Media;
use crate::openapi::view::properties::{Located, Properties, Typed as _, read, view};
use crate::openapi::view::schema::SchemaView;

view! { PathsView of Paths }

view! { PathItemView of PathItem }

view! { OperationView of Operation }

view! { ParameterView of Parameter }

view! { RequestBodyView of RequestBody }

view! { ResponseView of Response }

view! { MediaTypeView of MediaType }

view! { EncodingView of Encoding }

view! { HeaderView of Header }

/// An operation with its path, its method and all its parameters.
pub(crate) struct Operation<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) object: Located<'a, OperationView<'a>>,
    /// Its own parameters after those of its path, references followed.
    pub(crate) parameters: Vec<Located<'a, ParameterView<'a>>>,
}

impl Operation<'_> {
    /// The `operationId`; empty where it has none.
    pub(crate) fn id(&self) -> &str {
        self.object.all_properties().string("operationId").unwrap_or_default()
    }

    /// The name of the operation in messages.
    pub(crate) fn title(&self) -> String {
        match self.id() {
            "" => format!("{} {}", self.method.to_uppercase(), self.path),
            id => id.to_owned(),
        }
    }
}

impl<'a> OperationView<'a> {
    pub(crate) fn tags(self) -> impl Iterator<Item = &'a str> {
        self.0.strings("tags")
    }

    pub(crate) fn request_body(self) -> Option<RequestBodyView<'a>> {
        self.0.get("requestBody").map(read::<RequestBodyView<'_>>)
    }

    /// The responses, by status code, range or `default`.
    pub(crate) fn responses(self) -> impl Iterator<Item = (&'a str, ResponseView<'a>)> {
        self.0.entries("responses").map(|(status, one)| (status, read::<ResponseView<'_>>(one)))
    }

    /// Whether it gives a reason for having no example of any body (`x-guestlist-no-example`).
    pub(crate) fn is_excused(self) -> bool {
        self.0.has("x-guestlist-no-example")
    }

    /// Whether a redirect to another origin is followed (`x-guestlist-follow`).
    pub(crate) fn follows(self) -> bool {
        self.0.boolean("x-guestlist-follow")
    }

    /// How it says that its list is paged (`x-guestlist-paging`); none where it says that it is not.
    pub(crate) fn paging(self) -> Option<PagingView<'a>> {
        let paging = self.0.get("x-guestlist-paging").filter(|paging| paging.is_object());
        paging.map(|paging| PagingView(Properties::of(paging)))
    }

    /// What it may have by reference: its own parameters, its request body, its responses.
    pub(in crate::openapi) fn referable(self) -> impl Iterator<Item = Properties<'a>> {
        let parameters = self.0.array("parameters").into_iter().flatten();
        let body = self.0.get("requestBody");
        let responses = self.0.entries("responses").map(|(_, response)| response);
        parameters.chain(body).chain(responses).map(Properties::of)
    }
}

impl<'a> PathsView<'a> {
    /// The templates of the paths, and the names of extensions.
    pub(crate) fn names(self) -> impl Iterator<Item = &'a str> {
        self.0.names()
    }
}

impl<'a> ParameterView<'a> {
    pub(crate) fn name(self) -> Option<&'a str> {
        self.0.string("name")
    }

    pub(crate) fn location(self) -> Option<&'a str> {
        self.0.string("in")
    }

    pub(crate) fn is_required(self) -> bool {
        self.0.boolean("required")
    }

    pub(crate) fn style(self) -> Option<&'a str> {
        self.0.string("style")
    }

    pub(crate) fn schema(self) -> Option<SchemaView<'a>> {
        self.0.get("schema").map(read::<SchemaView<'_>>)
    }

    /// The number of its media types, where it is described by media types.
    pub(crate) fn media_types(self) -> Option<usize> {
        self.0.object("content").map(serde_json::Map::len)
    }
}

impl<'a> RequestBodyView<'a> {
    pub(crate) fn content(self) -> impl Iterator<Item = (&'a str, MediaTypeView<'a>)> {
        content(self.0)
    }

    /// Whether it lists its media types, and lists none.
    pub(crate) fn has_no_media_type(self) -> bool {
        self.0.object("content").is_some_and(serde_json::Map::is_empty)
    }

    /// The media type that a client prefers, and how its body is encoded.
    pub(crate) fn preferred(self) -> Option<(&'a str, Media, MediaTypeView<'a>)> {
        let described = RequestBody::of(self.0.value().as_object()?).content;
        let all = self.content().map(|(name, media_type)| {
            let schema = described.get(name).and_then(|one| one.schema.as_ref());
            (name, Media::described(name, schema), media_type)
        });
        all.min_by_key(|(_, media, _)| *media)
    }
}

impl<'a> ResponseView<'a> {
    pub(crate) fn content(self) -> impl Iterator<Item = (&'a str, MediaTypeView<'a>)> {
        content(self.0)
    }

    /// The names of its headers.
    pub(crate) fn headers(self) -> impl Iterator<Item = &'a str> {
        self.0.entries("headers").map(|(name, _)| name)
    }

    /// Whether the body may be empty (`x-guestlist-empty-body`).
    pub(crate) fn may_be_empty(self) -> bool {
        self.0.boolean("x-guestlist-empty-body")
    }
}

impl<'a> MediaTypeView<'a> {
    pub(crate) fn schema(self) -> Option<SchemaView<'a>> {
        self.0.get("schema").map(read::<SchemaView<'_>>)
    }

    /// Whether it gives a reason for having no example (`x-guestlist-no-example`).
    pub(crate) fn is_excused(self) -> bool {
        self.0.has("x-guestlist-no-example")
    }

    /// The encodings of properties, by name.
    pub(crate) fn encodings(self) -> impl Iterator<Item = (&'a str, EncodingView<'a>)> {
        self.0.entries("encoding").map(|(name, one)| (name, read::<EncodingView<'_>>(one)))
    }
}

impl<'a> EncodingView<'a> {
    /// The media types of the value, as a list with commas; empty where it has a style.
    pub(crate) fn content_type(self) -> &'a str {
        let has_style = ["style", "explode", "allowReserved"].iter().any(|name| self.0.has(name));
        let content_type = self.0.string("contentType").filter(|_| !has_style);
        content_type.unwrap_or_default()
    }

    /// The headers of the part, by name.
    pub(crate) fn headers(self) -> impl Iterator<Item = (&'a str, HeaderView<'a>)> {
        self.0.entries("headers").map(|(name, one)| (name, read::<HeaderView<'_>>(one)))
    }
}

impl<'a> HeaderView<'a> {
    pub(crate) fn is_required(self) -> bool {
        self.0.boolean("required")
    }

    pub(crate) fn schema(self) -> Option<SchemaView<'a>> {
        self.0.get("schema").map(read::<SchemaView<'_>>)
    }
}

fn content<'a>(properties: Properties<'a>) -> impl Iterator<Item = (&'a str, MediaTypeView<'a>)> {
    properties.entries("content").map(|(name, one)| (name, read::<MediaTypeView<'_>>(one)))
}

/// How the pages of a list follow each other (`x-guestlist-paging`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct PagingView<'a>(Properties<'a>);

/// A property of the paging: its name, its value, and the type of what the value names.
pub(crate) type Named<'a> = (&'static str, &'a str, JsonType);

impl<'a> PagingView<'a> {
    /// The names of its properties.
    pub(crate) fn names(self) -> impl Iterator<Item = &'a str> {
        self.0.names()
    }

    /// The properties that name parameters of the query.
    pub(crate) fn parameters(self) -> impl Iterator<Item = Named<'a>> {
        let all = [
            ("number", JsonType::Integer),
            ("size", JsonType::Integer),
            ("offset", JsonType::Integer),
            ("limit", JsonType::Integer),
            ("token", JsonType::String),
        ];
        all.into_iter().filter_map(move |(name, ty)| Some((name, self.0.string(name)?, ty)))
    }

    /// The properties that name properties of a page, as paths with dots.
    pub(crate) fn paths(self) -> impl Iterator<Item = Named<'a>> {
        let all =
            [("next", JsonType::String), ("link", JsonType::String), ("total", JsonType::Integer)];
        all.into_iter().filter_map(move |(name, ty)| Some((name, self.0.string(name)?, ty)))
    }

    /// The name of the property of a page that has its items.
    pub(crate) fn items(self) -> Option<&'a str> {
        self.0.string("items")
    }

    /// The name of the header that links to the next page.
    pub(crate) fn header(self) -> Option<&'a str> {
        self.0.string("header")
    }
}

/// The parameters of a path item or an operation, as they are written.
pub(in crate::openapi) fn parameters(properties: Properties<'_>) -> &[Value] {
    properties.array("parameters").unwrap_or_default()
}
