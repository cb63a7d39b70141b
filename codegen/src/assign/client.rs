//! The names of the parts of the client: the modules of its tags, its servers, and the methods that accept
//! credentials.
//!
//! It takes an API and returns names. It never reads the operations.

use heck::ToShoutySnakeCase as _;

use crate::assign::identifier::Identifier;
use crate::ir::api::Api;
use crate::ir::security::SecurityScheme;
use crate::ir::server::ServerVariable;
use crate::rust::names::{argument, cut, file, snake, usable_pascal};
use crate::rust::scope::{Names, Scope};

/// The names of a client, without the methods of its operations.
pub(crate) struct ClientNames {
    /// The modules, by tag.
    pub(crate) modules: Vec<Identifier>,
    /// The variants of the enum of the servers.
    pub(crate) servers: Vec<Identifier>,
    /// The methods of the builder that set the variables of the first server.
    pub(crate) variables: Vec<Identifier>,
    pub(crate) schemes: Vec<SchemeNames>,
    /// The names of the only variable of the first server, if its values are URLs.
    pub(crate) site: Option<SiteNames>,
}

/// The names of the enum of a server variable.
pub(crate) struct SiteNames {
    pub(crate) ty: Identifier,
    /// The variants, by value.
    pub(crate) variants: Vec<Identifier>,
}

/// The names of a security scheme.
pub(crate) struct SchemeNames {
    /// The method of the builder that accepts the credential.
    pub(crate) credential: Identifier,
    pub(crate) constant: Identifier,
    /// The method that accepts a token instead of an id and a secret.
    pub(crate) token: Option<Identifier>,
    /// The method that accepts a provider.
    pub(crate) provider: Option<Identifier>,
    /// The method that accepts a refresh token.
    pub(crate) refresh: Option<Identifier>,
}

/// The names of the client of an API.
pub(crate) fn client(api: &Api) -> ClientNames {
    let first = api.servers.first();
    // Variables and schemes become methods of the same builder.
    let mut taken = Names::of(Scope::BuilderMethods);
    let variables = first.into_iter().flat_map(|server| &server.variables);
    let variables = variables.map(|one| Identifier::free(&argument(&one.name), &mut taken));
    ClientNames {
        modules: modules(api),
        servers: servers(api),
        variables: variables.collect(),
        schemes: schemes(&api.schemes, &mut taken),
        site: first.and_then(|server| server.site()).map(site),
    }
}

/// The methods that accept the credentials get their names first, then those that are derived from them.
fn schemes(schemes: &[SecurityScheme], taken: &mut Names) -> Vec<SchemeNames> {
    let credentials: Vec<Identifier> =
        schemes.iter().map(|one| Identifier::free(&argument(&snake(&one.name)), taken)).collect();
    let names = schemes.iter().zip(credentials).map(|(scheme, credential)| {
        let mut method = |is_there: bool, suffix: &str| {
            is_there.then(|| Identifier::free(&format!("{credential}_{suffix}"), taken))
        };
        SchemeNames {
            token: method(scheme.scheme_type.is_exchanged(), "token"),
            provider: method(scheme.scheme_type.provided.is_some(), "provider"),
            refresh: method(scheme.refresh.is_some(), "refresh"),
            constant: constant(&credential),
            credential,
        }
    });
    names.collect()
}

fn constant(credential: &Identifier) -> Identifier {
    let name = credential.as_str().to_shouty_snake_case();
    // This is the name of the constant that describes the API.
    let is_taken = name == "API";
    Identifier::new(if is_taken { "API_SCHEME".to_owned() } else { name })
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
