//! Referenced parameters, request bodies, responses and their headers are inlined where they are used.

use indexmap::IndexMap;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::openapi::chains::Chains;
use crate::openapi::document::operation::{Header, Parameter, RequestBody, Response};
use crate::openapi::document::security::SecurityScheme;
use crate::openapi::pointer::unescape;

pub(crate) const PASS: Pass = Pass {
    name: "inline_references",
    does: "replaces references to parameters, request bodies, responses and headers with these components",
    run,
};

fn run(draft: &mut Draft) {
    let document = &mut draft.document;
    let components = &mut document.components;
    let mut parameters = Referred::to("parameters", std::mem::take(&mut components.parameters));
    let bodies = std::mem::take(&mut components.request_bodies);
    let mut bodies = Referred::to("requestBodies", bodies);
    let mut responses = Referred::to("responses", std::mem::take(&mut components.responses));
    let mut headers = Referred::to("headers", std::mem::take(&mut components.headers));
    let schemes = components.security_schemes.clone();
    let mut schemes = Referred::to("securitySchemes", schemes);
    components.security_schemes.values_mut().for_each(|one| schemes.resolve(one));
    for item in document.paths.0.values_mut() {
        item.parameters.iter_mut().for_each(|one| parameters.resolve(one));
        for operation in item.operations.values_mut() {
            operation.parameters.iter_mut().for_each(|one| parameters.resolve(one));
            operation.request_body.iter_mut().for_each(|one| bodies.resolve(one));
            for response in operation.responses.values_mut() {
                responses.resolve(response);
                response.headers.values_mut().for_each(|one| headers.resolve(one));
            }
        }
    }
}

/// The components of one group, to which others refer.
struct Referred<T> {
    prefix: String,
    all: IndexMap<String, T>,
    chains: Chains<String>,
}

impl<T: Reference> Referred<T> {
    fn to(group: &str, all: IndexMap<String, T>) -> Self {
        Self { prefix: format!("#/components/{group}/"), all, chains: Chains::default() }
    }

    /// Replaces a reference with its component. Circles have already been refused.
    fn resolve(&mut self, one: &mut T) {
        let Self { prefix, all, chains } = self;
        let name = |one: &T| {
            let name = unescape(one.reference()?.strip_prefix(prefix.as_str())?);
            all.contains_key(&name).then_some(name)
        };
        let next = |at: &String| name(all.get(at)?);
        let end = name(one).and_then(|first| chains.end(first, next));
        if let Some(component) = end.and_then(|end| all.get(&end)) {
            *one = component.clone();
        }
    }
}

/// An object that can be a reference.
trait Reference: Clone {
    fn reference(&self) -> Option<&str>;
}

macro_rules! by_reference {
    ($($object:ty),*) => {
        $(impl Reference for $object {
            fn reference(&self) -> Option<&str> {
                self.reference.as_deref()
            }
        })*
    };
}

by_reference!(Header, Parameter, RequestBody, Response, SecurityScheme);
