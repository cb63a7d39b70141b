//! The document itself, its tags, servers and security schemes (OpenAPI 3.0.3, section 4.7.1).

use serde_json::Value;

use crate::openapi::view::properties::{Properties, read, view};
use crate::rust::security::Described;

view! { DocumentView of Document }

view! { TagView of Tag }

view! { ServerView of Server }

view! { VariableView of ServerVariable }

view! { SecuritySchemeView of SecurityScheme }

view! { RequirementView of SecurityRequirement }

view! {
    /// A reference that stands for an object other than a path item.
    ReferenceView of Reference
}

impl<'a> DocumentView<'a> {
    /// Whether it is a document of Swagger 2.0, or claims to be.
    pub(crate) fn is_swagger(self) -> bool {
        self.0.has("swagger")
    }

    /// The version of OpenAPI.
    pub(crate) fn version(self) -> Option<&'a str> {
        self.0.string("openapi")
    }

    /// The headers of a rate limit, by what they report (`x-guestlist-rate-limit`).
    pub(crate) fn rate_limit(self) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        self.0.entries("x-guestlist-rate-limit").map(|(name, header)| (name, header.as_str()))
    }

    pub(in crate::openapi) fn servers(self) -> impl Iterator<Item = ServerView<'a>> {
        self.0.array("servers").into_iter().flatten().map(read::<ServerView<'_>>)
    }

    /// The components of a group, by name.
    pub(in crate::openapi) fn components(
        self,
        group: &str,
    ) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let components = self.0.get("components").map(Properties::of);
        components.into_iter().flat_map(move |all| all.entries(group))
    }
}

impl<'a> TagView<'a> {
    pub(crate) fn name(self) -> Option<&'a str> {
        self.0.string("name")
    }
}

impl<'a> ServerView<'a> {
    pub(crate) fn url(self) -> Option<&'a str> {
        self.0.string("url")
    }

    pub(crate) fn variables(self) -> impl Iterator<Item = (&'a str, VariableView<'a>)> {
        self.0.entries("variables").map(|(name, one)| (name, read::<VariableView<'_>>(one)))
    }

    /// The environment variable that names another server, where one is given.
    pub(crate) fn env(self) -> Option<Vec<&'a str>> {
        env(self.0)
    }
}

impl<'a> VariableView<'a> {
    pub(crate) fn default(self) -> Option<&'a str> {
        self.0.string("default")
    }

    /// The values that are listed.
    pub(crate) fn listed(self) -> Option<Vec<&'a str>> {
        self.0.has("enum").then(|| self.0.strings("enum").collect())
    }

    /// The values that it can have: those that are listed, or the default.
    pub(crate) fn values(self) -> Vec<&'a str> {
        self.listed().unwrap_or_else(|| self.default().into_iter().collect())
    }

    /// The environment variable that holds the value, where one is given.
    pub(crate) fn env(self) -> Option<Vec<&'a str>> {
        env(self.0)
    }
}

impl<'a> SecuritySchemeView<'a> {
    /// Whether it says of which type it is.
    pub(crate) fn has_type(self) -> bool {
        self.0.string("type").is_some()
    }

    /// The scheme, for the table of scheme types.
    pub(crate) fn described(self) -> Described<'a> {
        let string = |name| self.0.string(name).unwrap_or_default();
        let mut flows = self.0.entries("flows");
        let flow = flows.find(|(name, _)| *name == "clientCredentials");
        Described {
            ty: string("type"),
            location: string("in"),
            name: string("name"),
            scheme: string("scheme"),
            token_url: flow
                .map(|(_, flow)| Properties::of(flow).string("tokenUrl").unwrap_or_default()),
        }
    }

    /// The environment variables that hold the credential, where some are given.
    pub(crate) fn env(self) -> Option<Vec<&'a str>> {
        env(self.0)
    }
}

impl<'a> RequirementView<'a> {
    /// The names of its security schemes.
    pub(crate) fn schemes(self) -> impl Iterator<Item = &'a str> {
        self.0.names()
    }
}

impl<'a> ReferenceView<'a> {
    /// What it refers to.
    pub(crate) fn target(self) -> Option<&'a str> {
        self.0.string("$ref")
    }
}

/// The environment variables of an object (`x-guestlist-env`).
fn env(object: Properties<'_>) -> Option<Vec<&str>> {
    let names = object.string("x-guestlist-env").into_iter();
    object.has("x-guestlist-env").then(|| names.chain(object.strings("x-guestlist-env")).collect())
}
