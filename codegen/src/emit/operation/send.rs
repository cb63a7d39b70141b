//! The sending of a call: where its values go, and how the response is decoded.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::assign::RustNames;
use crate::assign::operations::OperationNames;
use crate::ir::body::{Content, Encoding, MediaType};
use crate::ir::operation::{Operation, Parameter};
use crate::ir::response::Success;
use crate::ir::style::Style;
use crate::openapi::status::Status;

/// The statements that make the variable `request` of a builder: `accept` contains the requested media types.
pub(crate) fn statements(
    names: &RustNames,
    operation: &Operation,
    accept: Option<TokenStream>,
) -> TokenStream {
    let name = names.operation(operation.id).method.as_str();
    let method = operation.method.to_uppercase();
    let route = &operation.path;
    let server = operation.server.as_ref().map(|own| quote!(request.server(#own);));
    let has_links = operation.paging.as_ref().is_some_and(|paging| paging.next.is_link());
    let links = has_links.then(|| quote!(request.links();));
    let idempotent = operation.idempotent.then(|| quote!(request.idempotent();));
    let follow = operation.follows.then(|| quote!(request.follow_cross_origin();));
    let redirects = redirects(operation);
    let accept = accept.map(|accept| quote!(request.accept(#accept);));
    let body = body(names, operation);
    let of = |location: &'static str| {
        operation.parameters.iter().filter(move |one| one.location == location)
    };
    let mut query: Vec<&Parameter> = of("query").collect();
    // Sorted by name, so that a request stays the same when the order of the document changes.
    query.sort_by_key(|one| &one.wire);
    let others = operation.parameters.iter();
    let others = others.filter(|one| !matches!(one.location.as_str(), "query" | "path"));
    let parameters = of("path").chain(query).chain(others).map(|one| set(names, one));
    let constants = operation.headers.iter().map(|(name, value)| {
        let name = name.to_ascii_lowercase();
        quote!(request.constant(#name, #value);)
    });
    let rest = quote! {
        #server #links #idempotent #follow #redirects #accept #body #(#parameters)* #(#constants)*
    };
    let mutable = (!rest.is_empty()).then(|| quote!(mut));
    quote! {
        let #mutable request = Request::new(#name, #method, #route, self.options);
        #rest
    }
}

/// The statements that set which redirects are responses.
fn redirects(operation: &Operation) -> TokenStream {
    let Success::ByStatus(responses) = operation.success() else { return TokenStream::new() };
    let lines = responses.iter().map(|response| match response.status {
        Status::Exactly(status @ 300..=399) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(request.redirect(#status);)
        }
        Status::Range(3) => quote!(request.any_redirect();),
        _ => TokenStream::new(),
    });
    lines.collect()
}

/// The statement that sets the body of the request.
fn body(names: &RustNames, operation: &Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let give = match &body.media_types[..] {
        [only] => {
            let give = give(only);
            quote!(#give;)
        }
        several => {
            let OperationNames { body: name, media_types, .. } = names.operation(operation.id);
            let arms = several.iter().zip(media_types).map(|(one, variant)| {
                let give = give(one);
                quote!(#name::#variant(body) => #give)
            });
            quote!(match body { #(#arms,)* })
        }
    };
    Some(quote!(if let Some(body) = request.take(self.body) { #give }))
}

/// The expression that sets the variable `body` as the body of the request.
fn give(media_type: &MediaType) -> TokenStream {
    let name = &media_type.name;
    match &media_type.content {
        Content::Json(_) => quote!(request.json(#name, &body)),
        Content::Form(_, encodings) if encodings.is_empty() => quote!(request.form(#name, &body)),
        Content::Form(_, encodings) => {
            let encodings = encodings.iter().map(encoding);
            quote!(request.encoded_form(#name, &body, &[#(#encodings),*]))
        }
        Content::Multipart(_, encodings) if encodings.is_empty() => {
            quote!(request.multipart(#name, Multipart::of(&body)))
        }
        Content::Multipart(_, encodings) => {
            let encodings = encodings.iter().map(encoding);
            quote!(request.multipart(#name, Multipart::encoded(&body, &[#(#encodings),*])))
        }
        Content::Files(_) => quote!(request.multipart(#name, body.into_parts())),
        Content::Parts => quote!(request.multipart(#name, Ok(body))),
        Content::Text
        | Content::Bytes
        | Content::Redirect
        | Content::Events(_)
        | Content::JsonLines(..) => quote!(request.body(#name, body)),
    }
}

/// The expression of an encoding.
pub(crate) fn encoding(encoding: &Encoding) -> TokenStream {
    let Encoding { wire, style, reserved, content_type, headers, is_base64 } = encoding;
    let style = style.map(|style| {
        let style = written_style(style);
        quote!(.style(#style))
    });
    let reserved = reserved.then(|| quote!(.reserved()));
    let content_type = content_type.as_ref().map(|name| quote!(.content_type(#name)));
    let pairs = headers.iter().map(|(name, value)| quote!((#name, #value)));
    let headers = (!headers.is_empty()).then(|| quote!(.headers(&[#(#pairs),*])));
    let base64 = is_base64.then(|| quote!(.base64()));
    quote!(Encoding::of(#wire)#style #reserved #content_type #headers #base64)
}

/// The statement that adds a parameter to the request.
fn set(names: &RustNames, parameter: &Parameter) -> TokenStream {
    let (ident, style) = (names.parameter(parameter.id), style(parameter));
    let method = match parameter.location.as_str() {
        "header" => "header",
        "cookie" if parameter.reserved => "plain_cookie",
        "cookie" => "cookie",
        "path" => "path",
        "querystring" => {
            let encodings = parameter.encodings.iter().map(encoding);
            return quote!(request.query_string(&self.#ident, #style, &[#(#encodings),*]););
        }
        _ if parameter.reserved => "query_reserved",
        _ => "query",
    };
    let method = format_ident!("{method}");
    let wire = match parameter.location.as_str() {
        "header" => parameter.wire.to_ascii_lowercase(),
        _ => parameter.wire.clone(),
    };
    quote!(request.#method(#wire, &self.#ident, #style);)
}

fn style(parameter: &Parameter) -> TokenStream {
    written_style(parameter.style)
}

/// The expression of a style.
fn written_style(style: Style) -> TokenStream {
    let name = format_ident!("{}", style.name);
    match style.explode {
        Some(explode) => quote!(Style::#name { explode: #explode }),
        None => quote!(Style::#name),
    }
}
