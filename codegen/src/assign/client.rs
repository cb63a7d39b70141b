//! The names of what the whole client has: the modules of its tags, and the servers that it can call.
//!
//! In goes an API, out come names. No operation is looked at.

use crate::assign::identifier::Identifier;
use crate::ir::api::Api;
use crate::ir::server::ServerVariable;
use crate::rust::names::{argument, cut, file, usable_pascal};
use crate::rust::scope::{Names, Scope};

/// The names of a client, of which the methods of its operations are not a part.
pub(crate) struct ClientNames {
    /// The modules, by tag.
    pub(crate) modules: Vec<Identifier>,
    /// The variants of the enum of the servers.
    pub(crate) servers: Vec<Identifier>,
    /// The names of the one variable of the first server, where its values are URLs.
    pub(crate) site: Option<SiteNames>,
}

/// The names of the enum of a server variable.
pub(crate) struct SiteNames {
    pub(crate) ty: Identifier,
    /// The variants, by value.
    pub(crate) variants: Vec<Identifier>,
}

/// The names of the client of an API.
pub(crate) fn client(api: &Api) -> ClientNames {
    let first = api.servers.first();
    ClientNames {
        modules: modules(api),
        servers: servers(api),
        site: first.and_then(|server| server.site()).map(site),
    }
}

fn modules(api: &Api) -> Vec<Identifier> {
    let mut taken = Names::of(Scope::Modules);
    let names = api.tags.iter().map(|tag| file(&argument(cut(&tag.name))));
    names.map(|name| Identifier::free(&name, &mut taken)).collect()
}

fn servers(api: &Api) -> Vec<Identifier> {
    // A few words are a name; a sentence is not.
    let few = |text: &str| !text.is_empty() && text.split_whitespace().count() <= 4;
    let mut taken = Names::of(Scope::Variants);
    let names = api.servers.iter().map(|server| {
        let host = server.url.split("://").last().unwrap_or_default();
        let words = if few(&server.description) { server.description.as_str() } else { host };
        Identifier::free(&usable_pascal(words, "Server"), &mut taken)
    });
    names.collect()
}

fn site(variable: &ServerVariable) -> SiteNames {
    let mut types = Names::of(Scope::ServerTypes);
    let mut variants = Names::of(Scope::Variants);
    let values = variable.values.iter().map(|value| usable_pascal(value, "Value"));
    SiteNames {
        ty: Identifier::free(&usable_pascal(&variable.name, "Site"), &mut types),
        variants: values.map(|value| Identifier::free(&value, &mut variants)).collect(),
    }
}
